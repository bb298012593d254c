// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/error.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/message.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

namespace cytoloom {

/// The words behind message codes, read once from the resources (":/cytoloom/messages/*.json").
/// A file is an object: code -> {"en": …, "zh": …, optional "remedyEn", "remedyZh"}; {name} is
/// replaced by the argument of that name. Immutable after construction; any thread may read.
class MessageCatalog
{
public:
    /// The catalogue that ships with the program. Built on first use; thread-safe.
    static const MessageCatalog &shipped();

    /// One sentence. An unknown code renders as the code with its arguments, never as nothing.
    [[nodiscard]] QString text(const Message &message, Language language) const;
    /// What to do about it; empty where the catalogue has no remedy.
    [[nodiscard]] QString remedy(const Message &message, Language language) const;
    /// "file:line: sentence ($.path) Remedy." as a person reads it.
    [[nodiscard]] QString text(const Error &error, Language language) const;

    [[nodiscard]] bool contains(const QString &code) const { return m_entries.contains(code); }
    [[nodiscard]] QStringList codes() const { return m_entries.keys(); }
    /// Codes that stand in two files, or files that could not be read: a build error, tested.
    [[nodiscard]] const QStringList &problems() const { return m_problems; }

private:
    struct Entry
    {
        LocalizedText text;
        LocalizedText remedy;
    };
    MessageCatalog();

    QHash<QString, Entry> m_entries;
    QStringList m_problems;
};

} // namespace cytoloom
