#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    char buf[16];
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    size_t length = strlen(name);
    if (length > sizeof(buf) - 1)
        return PyErr_Format(PyExc_ValueError, "%zu bytes are too long", length);
    memcpy(buf, name, length + 1);
    return PyUnicode_FromFormat("Hello, %s", buf);
}
