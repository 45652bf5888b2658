#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static PyObject *greet(PyObject *self, PyObject *args) {
    const char *name;
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    size_t needed = strlen(name) + 1;
    char *buf = PyMem_Malloc(needed);
    if (buf == NULL)
        return PyErr_NoMemory();
    memcpy(buf, name, needed);
    PyObject *result = PyUnicode_FromFormat("Hello, %s", buf);
    PyMem_Free(buf);
    return result;
}
