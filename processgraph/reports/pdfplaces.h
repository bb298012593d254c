// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtCore/QVector>

namespace cytoloom {

/// Says in which PDF object, and on which page, bytes of a report lie. Reads the plain objects that
/// PoDoFo writes and believes nothing: what it looks at may be the changed bytes. A value.
class PdfPlaces
{
public:
    explicit PdfPlaces(const QByteArray &pdf);
    /// "bytes 8192–12287, object 14 (page 3)" or "bytes …, objects 14–17 (page 3 … font)".
    [[nodiscard]] QString of(qsizetype offset, qsizetype length) const;

private:
    struct Object
    {
        qsizetype at = 0; ///< of its number
        qsizetype end = 0; ///< behind "endobj"
        QByteArray number;
        QString what; ///< "page 3", "attachment"; empty where it is none of these
    };
    void findObjects(const QByteArray &pdf);
    void nameObjects(const QByteArray &pdf);

    QVector<Object> m_objects;
    qsizetype m_table = -1; ///< where the cross-reference table begins
};

} // namespace cytoloom
