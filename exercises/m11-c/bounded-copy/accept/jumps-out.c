#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    char buf[16];
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    if (strlen(name) + 1 > sizeof buf)
        goto too_long;
    strcpy(buf, name);
    return PyUnicode_FromFormat("Hello, %s", buf);
too_long:
    PyErr_SetString(PyExc_ValueError, "too long");
    return NULL;
}
