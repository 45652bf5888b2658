#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    return PyUnicode_FromFormat("Hello, %s", name);
}
