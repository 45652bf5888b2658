#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    char *buf;
    PyObject *greeting;
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    buf = PyMem_Malloc(strlen(name) + 1);
    if (buf == NULL)
        return PyErr_NoMemory();
    strcpy(buf, name);
    greeting = PyUnicode_FromFormat("Hello, %s", buf);
    PyMem_Free(buf);
    return greeting;
}
