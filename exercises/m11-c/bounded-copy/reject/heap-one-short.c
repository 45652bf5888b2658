#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    char *buf = NULL;
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    buf = PyMem_Malloc(strlen(name));
    if (buf == NULL)
        return PyErr_NoMemory();
    strcpy(buf, name);
    return PyUnicode_FromFormat("Hello, %s", buf);
}
