#define PY_SSIZE_T_CLEAN
#define NAME_SIZE 16
#include <Python.h>
#include <string.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    char buf[NAME_SIZE];
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    if (strlen(name) < NAME_SIZE) {
        strcpy(buf, name);
    } else {
        PyErr_SetString(PyExc_ValueError, "too long");
        return NULL;
    }
    return PyUnicode_FromFormat("Hello, %s", buf);
}
