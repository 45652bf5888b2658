#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    char buf[16];
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    buf[0] = 0;
    strncat(buf, name, sizeof(buf));
    return PyUnicode_FromFormat("Hello, %s", buf);
}
