#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static void copy_text(char *to, const char *from) {
    strncpy(to, from, strlen(from));
    to[strlen(from)] = '\0';
}

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    char buf[16];
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    copy_text(buf, name);
    return PyUnicode_FromFormat("Hello, %s", buf);
}
