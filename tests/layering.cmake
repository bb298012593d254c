# Fails when a file includes what its layer must not know. A link line alone proves nothing:
# <QtWidgets/QWidget> compiles wherever Debian's include folder is on the path.
# Run: cmake -DROOT=<source> -P layering.cmake
set(failures 0)

function(forbid folder pattern)
    file(GLOB_RECURSE files ${ROOT}/${folder}/*.h ${ROOT}/${folder}/*.cpp)
    foreach(file IN LISTS files)
        file(STRINGS ${file} hits REGEX "^ *#include +[<\"](${pattern})")
        foreach(hit IN LISTS hits)
            file(RELATIVE_PATH name ${ROOT} ${file})
            message(SEND_ERROR "${name} must not contain: ${hit}")
            math(EXPR failures "${failures} + 1")
        endforeach()
    endforeach()
    set(failures ${failures} PARENT_SCOPE)
endfunction()

set(views "QtWidgets|QtPrintSupport|qcustomplot|QWidget|QApplication|QDialog|QGraphics")
set(ports "QtSerial|QSerialPort|QModbus|QtNetwork")
forbid(processgraph "${views}|${ports}|widgets/|devices/|app/")
forbid(devices "${views}|widgets/|app/|processgraph/(catalog/catalog|model|validation|execution|alarms|records|historian|identity|commands|reports)/")
forbid(widgets "${ports}|devices/|app/")
forbid(processgraph/execution "QtSql")

# Inside processgraph each folder sees only those before it.
set(order foundation catalog model plant validation execution alarms records historian identity
    materials quality twin analysis scheduling compiler exchange commands reports)
set(later ${order})
foreach(folder IN LISTS order)
    list(POP_FRONT later)
    if(NOT later OR NOT EXISTS ${ROOT}/processgraph/${folder})
        continue()
    endif()
    string(REPLACE ";" "|" names "${later}")
    if(folder STREQUAL "records") # the store implements the historian's abstract reader
        string(REPLACE "historian|" "" names "${names}")
    endif()
    forbid(processgraph/${folder} "processgraph/(${names})/")
endforeach()

if(failures EQUAL 0)
    message(STATUS "layering: clean")
endif()
