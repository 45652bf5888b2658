#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    char buf[16];
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    size_t n = strlen(name);
    if (n > sizeof(buf) - 1)
        n = sizeof(buf) - 1;
    memcpy(buf, name, n);
    buf[n] = 0;
    return PyUnicode_FromFormat("Hello, %s", buf);
}
