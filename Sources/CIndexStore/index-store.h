// The functions of the toolchain's libIndexStore that this package calls. The library is opened when the tool runs, so that
// the tool reads what the compiler of the day wrote.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  const char *data;
  size_t length;
} index_store_text;

typedef bool (*index_store_visitor)(void *context, void *occurrence);

typedef void *(*index_store_open)(const char *path, void **error);
typedef void *(*index_store_open_record)(void *store, const char *name, void **error);
typedef bool (*index_store_visit)(void *record, void *context, index_store_visitor visitor);
typedef void (*index_store_close)(void *object);
typedef void *(*index_store_symbol)(void *occurrence);
typedef uint64_t (*index_store_roles)(void *occurrence);
typedef void (*index_store_place)(void *occurrence, unsigned *line, unsigned *column);
typedef index_store_text (*index_store_symbol_text)(void *symbol);
