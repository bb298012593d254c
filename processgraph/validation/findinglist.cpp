// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/findinglist.h"

#include <QtCore/QStringList>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const FindingPlace &place)
{
    QStringList parts;
    const auto part = [&parts](const QString &kind, const QString &id) {
        if (!id.isEmpty())
            parts << kind + u'=' + id;
    };
    part(u"element"_s, place.element.value());
    part(u"link"_s, place.link.value());
    part(u"parameter"_s, place.parameter.value());
    part(u"port"_s, place.port.value());
    part(u"unit"_s, place.unit.value());
    part(u"room"_s, place.room.value());
    return parts.isEmpty() ? u"recipe"_s : parts.join(u',');
}

// "GMP-STR" asks for the whole family.
bool isAsked(QStringView rule, const QStringList &only)
{
    return only.isEmpty() || std::any_of(only.begin(), only.end(), [&](const QString &one) {
        return rule.startsWith(one) && (rule.size() == one.size() || rule[one.size()] == u'-');
    });
}

} // namespace

FindingArgs &FindingArgs::text(const QString &key, const QString &value)
{
    m_values.insert(key, value);
    return *this;
}

FindingArgs &FindingArgs::name(const QString &key, const LocalizedText &value)
{
    m_values.insert(key + u".en"_s, value.in(Language::En));
    m_values.insert(key + u".zh"_s, value.in(Language::Zh));
    return *this;
}

FindingArgs &FindingArgs::name(const QString &key, const Element &element)
{
    return name(key,
        element.name.isEmpty() ? LocalizedText {element.id.value(), element.id.value()}
                               : element.name);
}

FindingArgs &FindingArgs::number(const QString &key, double value)
{
    m_values.insert(key, QString::number(value, 'g', 6));
    return *this;
}

FindingArgs &FindingArgs::names(
    const QString &key, const QVector<LocalizedText> &values, const QString &separator)
{
    constexpr int most = 8;
    QStringList en;
    QStringList zh;
    for (int i = 0; i < values.size(); ++i) {
        if (values.size() > most && i == most / 2) {
            en << u"…"_s;
            zh << u"…"_s;
            i = int(values.size()) - most / 2;
        }
        en << values[i].in(Language::En);
        zh << values[i].in(Language::Zh);
    }
    return name(key, {en.join(separator), zh.join(separator)});
}

bool FindingList::asks(QLatin1String rules) const
{
    if (m_only.isEmpty())
        return true;
    const QStringList each = QString(rules).split(u' ');
    return std::any_of(
        each.begin(), each.end(), [this](const QString &rule) { return isAsked(rule, m_only); });
}

Finding &FindingList::add(const QString &rule, const QString &what,
    const QVector<FindingPlace> &places, const FindingArgs &args, const QString &detail)
{
    Q_ASSERT(!places.isEmpty());
    const auto severity = m_rules.severity(rule, m_profile);
    if (!severity || !isAsked(rule, m_only))
        return m_spare = {};
    const QString code = rule + u'.' + what;
    QString key = code + u':' + keyOf(places.first());
    if (!detail.isEmpty())
        key += u',' + detail;
    if (m_keys.contains(key))
        return m_spare = {};
    m_keys.insert(key);
    Finding finding;
    finding.rule = rule;
    finding.severity = *severity;
    finding.message = {code, args.values()};
    finding.places = places;
    finding.approvalKey = key;
    m_findings.append(finding);
    return m_findings.last();
}

} // namespace cytoloom
