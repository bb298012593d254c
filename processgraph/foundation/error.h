// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/message.h"

#include <QtCore/QString>

namespace cytoloom {

/// Where an error sits. Fields that do not apply are empty or 0.
struct ErrorPlace
{
    QString file;
    QString path; ///< JSON path, e.g. "$.procedure.elements[3].type"
    int line = 0; ///< 1-based
    int column = 0; ///< 1-based

    friend bool operator==(const ErrorPlace &, const ErrorPlace &) = default;
};

/// An expected failure. Its code selects the text (what happened, what it means, what to do) from
/// the message catalogue. Codes are "<area>.<what>", e.g. "json.syntax", "store.newer".
struct Error
{
    Message message;
    ErrorPlace place;

    Error() = default;
    explicit Error(QString code, QMap<QString, QString> args = {}, ErrorPlace where = {})
        : message {std::move(code), std::move(args)}
        , place(std::move(where))
    { }
    [[nodiscard]] const QString &code() const { return message.code; }
    friend bool operator==(const Error &, const Error &) = default;
};

} // namespace cytoloom
