#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdio.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    char buf[16];
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    sprintf(buf, "%15s", name);
    return PyUnicode_FromFormat("Hello, %s", buf);
}
