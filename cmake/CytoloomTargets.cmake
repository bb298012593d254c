# What every target of Cytoloom has in common: warnings, strict Qt, one include root.

option(CYTOLOOM_WERROR "Treat warnings as errors" ON)
set(CYTOLOOM_SANITIZE "" CACHE STRING "Sanitizers for every target, e.g. address,undefined or thread")

add_library(cytoloom_warnings INTERFACE)
target_compile_options(cytoloom_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<BOOL:${CYTOLOOM_WERROR}>:-Werror>)
target_compile_definitions(cytoloom_warnings INTERFACE
    CYTOLOOM_VERSION="${PROJECT_VERSION}")
target_include_directories(cytoloom_warnings INTERFACE ${PROJECT_SOURCE_DIR})
if(CYTOLOOM_SANITIZE)
    target_compile_options(cytoloom_warnings INTERFACE
        -fsanitize=${CYTOLOOM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${CYTOLOOM_SANITIZE})
endif()

# The one flavour of Qt that the project uses. QCustomPlot's header needs the keywords, so the
# library that holds it links cytoloom_warnings alone.
add_library(cytoloom_strict INTERFACE)
target_link_libraries(cytoloom_strict INTERFACE cytoloom_warnings)
target_compile_definitions(cytoloom_strict INTERFACE
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT)

# GCC reads Qt's and the standard library's headers for seconds; everybody shares what was read
# once for cytoloom_foundation. Only such headers belong there, none of the project: then a change
# in the project never makes the precompiled one stale. With -fpch-preprocess ccache hashes the
# precompiled file itself (see CMakePresets.json for the sloppiness that it asks for).
add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)

# cytoloom_library(NAME folder): a static library with the alias Cytoloom::folder. Each of its
# folders lists its own files with target_sources().
function(cytoloom_library target alias)
    add_library(${target} STATIC)
    add_library(Cytoloom::${alias} ALIAS ${target})
    target_link_libraries(${target} PRIVATE cytoloom_strict)
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
    if(NOT target MATCHES "^cytoloom_(foundation|widgets)$") # these have headers of their own
        target_precompile_headers(${target} REUSE_FROM cytoloom_foundation)
    endif()
    set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX) # a folder may still hold headers alone
endfunction()
