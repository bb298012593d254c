// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"

#include <QtCore/QMap>
#include <QtCore/QString>

namespace cytoloom {

/// A sentence as a code and its parameters, so that the same record reads in zh and en. The words
/// stand in resources/messages/*.json; MessageCatalog puts the two together. Value, any thread.
struct Message
{
    QString code; ///< "json.type", "event.phase.started", "GMP-STR-01"
    QMap<QString, QString> args; ///< fills {name} in the text

    friend bool operator==(const Message &, const Message &) = default;
};

} // namespace cytoloom
