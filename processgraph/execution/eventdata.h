// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/phaseclass.h"
#include "processgraph/foundation/jsonvalue.h"
#include "processgraph/foundation/message.h"

#include <QtCore/QStringList>

#include <initializer_list>

/// Members of journal events, written and read. Reading is lenient: a member that is absent or of
/// another type reads as the default, because an old record must always open.
namespace cytoloom::eventdata {

struct Member
{
    const char *key;
    JsonValue value;
};
/// Members whose value is Null are left out.
[[nodiscard]] JsonValue object(std::initializer_list<Member> members);

[[nodiscard]] QString text(const JsonValue &data, QStringView key);
[[nodiscard]] double number(const JsonValue &data, QStringView key, double otherwise = 0);
[[nodiscard]] bool flag(const JsonValue &data, QStringView key);
[[nodiscard]] QStringList texts(const JsonValue &data, QStringView key);
[[nodiscard]] Message message(const JsonValue &data, QStringView key);
/// Of an array; what is no message is left out.
[[nodiscard]] QVector<Message> messages(const JsonValue &data, QStringView key);
[[nodiscard]] LocalizedText localized(const JsonValue &data, QStringView key);

/// Null for a message without a code, an empty list, an empty text.
[[nodiscard]] JsonValue toJson(const Message &message);
[[nodiscard]] JsonValue toJson(const QVector<Message> &messages);
[[nodiscard]] JsonValue toJson(const QStringList &texts);
[[nodiscard]] JsonValue toJson(const LocalizedText &text);
[[nodiscard]] JsonValue textOrNull(const QString &text);

[[nodiscard]] JsonValue toJson(const PromptDefinition &definition);
[[nodiscard]] PromptDefinition promptDefinition(const JsonValue &data, QStringView key);

} // namespace cytoloom::eventdata
