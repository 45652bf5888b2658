#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *src;
    Py_ssize_t n;
    char buf[64];
    char line[32];
    if (!PyArg_ParseTuple(args, "s#", &src, &n))
        return NULL;
    memcpy(buf, src, n);
    buf[63] = '\0';
    snprintf(line, sizeof line, "Hello, %s", "you");
    printf(buf);
    return PyUnicode_FromString(line);
}
