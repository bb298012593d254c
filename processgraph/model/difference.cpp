// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/difference.h"

#include "processgraph/foundation/messagecatalog.h"

namespace cytoloom {

QString Difference::text(Language language) const
{
    const MessageCatalog &catalog = MessageCatalog::shipped();
    QMap<QString, QString> plain;
    for (auto it = args.cbegin(); it != args.cend(); ++it) {
        if (it->word.isEmpty())
            plain.insert(it.key(), it->text.in(language));
    }
    // Words may use the texts: "action limit of {of}".
    QMap<QString, QString> filled = plain;
    for (auto it = args.cbegin(); it != args.cend(); ++it) {
        if (!it->word.isEmpty())
            filled.insert(it.key(), catalog.text(Message {it->word, plain}, language));
    }
    return catalog.text(Message {code, filled}, language);
}

} // namespace cytoloom
