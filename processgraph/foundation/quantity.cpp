// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/quantity.h"

#include <QtCore/QRegularExpression>

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

Result<Quantity> Quantity::parse(const QString &text)
{
    static const QRegularExpression pattern(
        uR"(^\s*([+\-−]?(?:\d+\.?\d*|\.\d+)(?:[eE][+\-]?\d+)?)\s*(.*?)\s*$)"_s);
    const QRegularExpressionMatch match = pattern.match(text.left(256));
    if (!match.hasMatch())
        return Error(u"quantity.syntax"_s, {{u"text"_s, text.left(64)}});
    bool ok = false;
    const double value
        = QLocale::c().toDouble(match.captured(1).replace(QChar(u'−'), QChar(u'-')), &ok);
    if (!ok || !std::isfinite(value))
        return Error(u"quantity.syntax"_s, {{u"text"_s, text.left(64)}});
    Result<Unit> unit = Unit::parse(match.captured(2));
    if (!unit)
        return unit.error();
    return Quantity {value, *unit};
}

Result<Quantity> Quantity::in(const Unit &other) const
{
    const Result<double> converted = unit.convert(value, other);
    if (!converted)
        return converted.error();
    return Quantity {*converted, other};
}

QString Quantity::toString() const
{
    const QString number = QLocale::c()
                               .toString(value, 'g', QLocale::FloatingPointShortest)
                               .remove(QLocale::c().groupSeparator());
    return unit.symbol().isEmpty() ? number : number + u' ' + unit.symbol();
}

} // namespace cytoloom
