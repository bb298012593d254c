// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/profiles/profilecheck.h"
#include "devices/protocol/lineprotocol.h"

namespace cytoloom::profilecheck {

using namespace Qt::StringLiterals;

namespace {

LineQuestion questionOf(const DeviceProfile &profile, const QString &command)
{
    return {command, 1, profile.checksum};
}

bool isSendable(const DeviceProfile &profile, const QString &command)
{
    return lineCodec(profile.protocol).encode(questionOf(profile, command)).ok();
}

/// A word that stands for two numbers, or a number that has two words.
bool isAmbiguous(const QVector<LineWord> &words)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        for (qsizetype k = 0; k < i; ++k) {
            if (words[i].text == words[k].text || words[i].value == words[k].value)
                return true;
        }
    }
    return false;
}

bool isGoodPattern(const DeviceProfile &profile, const DeviceTag &tag)
{
    if (countPlaceholders(tag.write) != 1)
        return false;
    if (tag.scale == 0)
        return true; // said already
    const auto example = writeCommand(tag, tag.limits.low.value_or(0));
    return example && isSendable(profile, *example);
}

} // namespace

void checkLine(const DeviceProfile &profile, JsonReader &reader)
{
    const DeviceTag &tag = profile.tags.last();
    const QMap<QString, QString> args {{u"tag"_s, tag.name}};
    if (!tag.command.isEmpty()) {
        // What nobody answers cannot be read.
        const bool fits = isSendable(profile, tag.command)
            && lineCodec(profile.protocol).isAnswered(questionOf(profile, tag.command));
        if (!fits)
            reader.fail("command", u"profile.command"_s, args);
    }
    if (isAmbiguous(tag.words))
        reader.fail("words", u"profile.lineWords"_s, args);
    if (tag.agreeWithin < 0)
        reader.fail("agreeWithin", u"profile.lineWords"_s, args);
    if (profile.protocol == DeviceProtocol::MtSics)
        return; // the command itself is the order
    const bool writes = !tag.write.isEmpty() || !tag.orders.isEmpty();
    if (tag.direction == TagDirection::Read) {
        if (writes)
            reader.fail(nullptr, u"profile.notWritable"_s, args);
        return;
    }
    if (tag.write.isEmpty() == tag.orders.isEmpty()) {
        reader.fail(nullptr, u"profile.orders"_s, args);
        return;
    }
    bool sendable = !isAmbiguous(tag.orders);
    for (const LineWord &order : tag.orders)
        sendable = sendable && isSendable(profile, order.text);
    if (!sendable)
        reader.fail("orders", u"profile.orders"_s, args);
    if (!tag.write.isEmpty() && !isGoodPattern(profile, tag))
        reader.fail("write", u"profile.writePattern"_s, args);
}

} // namespace cytoloom::profilecheck
