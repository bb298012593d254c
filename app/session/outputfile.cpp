// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/outputfile.h"

#include "processgraph/foundation/savefile.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace cytoloom {

using namespace Qt::StringLiterals;

Result<void> writeOutput(const QString &fileName, const QByteArray &bytes, const QByteArray &mark)
{
    const ErrorPlace place {fileName, {}, 0, 0};
    if (QFileInfo(fileName).isFile()) {
        QFile old(fileName);
        if (!old.open(QIODevice::ReadOnly))
            return Error(u"file.cannotWrite"_s,
                {{u"file"_s, fileName}, {u"reason"_s, old.errorString()}}, place);
        const QByteArray head = old.read(4096);
        if (!head.isEmpty() && !head.contains(mark))
            return Error(u"file.otherKind"_s, {{u"file"_s, fileName}}, place);
    }
    return saveFile(fileName, bytes);
}

} // namespace cytoloom
