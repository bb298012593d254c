// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/savefile.h"

#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <cerrno>

namespace cytoloom {

using namespace Qt::StringLiterals;

Result<void> saveFile(const QString &fileName, const QByteArray &bytes)
{
    const ErrorPlace place {fileName, {}, 0, 0};
    const QFileInfo there(fileName);
    if (there.exists() && !there.isFile() && !there.isDir())
        return Error(u"file.otherKind"_s, {{u"file"_s, fileName}}, place);
    if (fileName.isEmpty())
        return Error(u"file.cannotWrite"_s,
            {{u"file"_s, u"\"\""_s}, {u"reason"_s, qt_error_string(ENOENT)}}, place);
    QSaveFile file(fileName);
    const auto failed = [&](int number) {
        // Qt often knows only that it failed; why, the kernel has said.
        return Error(u"file.cannotWrite"_s,
            {{u"file"_s, fileName},
                {u"reason"_s, number == 0 ? file.errorString() : qt_error_string(number)}},
            place);
    };
    errno = 0;
    if (!file.open(QIODevice::WriteOnly))
        return failed(0);
    errno = 0;
    if (file.write(bytes) != bytes.size() || !file.flush())
        return failed(errno);
    errno = 0;
    if (!file.commit())
        return failed(errno);
    return {};
}

} // namespace cytoloom
