#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    char buf[16];
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    size_t length = strnlen(name, sizeof buf - 1);
    memcpy(buf, name, length);
    buf[length] = '\0';
    return PyUnicode_FromFormat("Hello, %s", buf);
}
