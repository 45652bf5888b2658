#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static int copy_text(char *to, size_t size, const char *from) {
    size_t length = strlen(from);
    if (length >= size) {
        PyErr_SetString(PyExc_ValueError, "name is too long");
        return -1;
    }
    memcpy(to, from, length + 1);
    return 0;
}

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    char buf[16];
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    if (copy_text(buf, sizeof(buf), name) < 0)
        return NULL;
    return PyUnicode_FromFormat("Hello, %s", buf);
}
