// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/words.h"

#include "processgraph/foundation/readable.h"

#include <QtCore/QLocale>
#include <QtCore/QMap>

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

QString Words::grade(Grade grade)
{
    switch (grade) {
    case Grade::A:
        return u"A"_s;
    case Grade::B:
        return u"B"_s;
    case Grade::C:
        return u"C"_s;
    case Grade::D:
        return u"D"_s;
    case Grade::Unclassified:
        return tr("CNC");
    }
    return {};
}

QString Words::openness(Openness openness)
{
    switch (openness) {
    case Openness::NotApplicable:
        return tr("No product contact");
    case Openness::Closed:
        return tr("Closed");
    case Openness::FunctionallyClosed:
        return tr("Functionally closed");
    case Openness::Open:
        return tr("Open");
    }
    return {};
}

QString Words::kind(ElementKind kind)
{
    switch (kind) {
    case ElementKind::UnitProcedure:
        return tr("Unit procedure");
    case ElementKind::Operation:
        return tr("Operation");
    case ElementKind::Phase:
        return tr("Phase");
    case ElementKind::Loop:
        return tr("Loop");
    case ElementKind::Begin:
        return tr("Begin");
    case ElementKind::End:
        return tr("End");
    case ElementKind::Transition:
        return tr("Transition");
    case ElementKind::ParallelSplit:
        return tr("Parallel");
    case ElementKind::ParallelJoin:
        return tr("Parallel end");
    case ElementKind::SelectionSplit:
        return tr("Selection");
    case ElementKind::SelectionJoin:
        return tr("Selection end");
    case ElementKind::Gate:
        return tr("Quality gate");
    case ElementKind::ManualStep:
        return tr("Manual step");
    }
    return {};
}

QString Words::linkKind(LinkKind kind)
{
    switch (kind) {
    case LinkKind::Control:
        return tr("Control link");
    case LinkKind::Material:
        return tr("Material link");
    case LinkKind::Sync:
        return tr("Synchronisation");
    case LinkKind::Sample:
        return tr("Sample link");
    case LinkKind::Waste:
        return tr("Waste link");
    }
    return {};
}

QString Words::connection(Connection connection)
{
    switch (connection) {
    case Connection::None:
        return tr("Not stated");
    case Connection::Weld:
        return tr("Tube weld");
    case Connection::Iscd:
        return tr("Sterile connector");
    case Connection::Integral:
        return tr("Pre-assembled");
    case Connection::Sip:
        return tr("Steamed in place");
    case Connection::Luer:
        return tr("Luer");
    case Connection::Spike:
        return tr("Spike");
    case Connection::Open:
        return tr("Open transfer");
    }
    return {};
}

QString Words::outcome(GateOutcome outcome)
{
    switch (outcome) {
    case GateOutcome::None:
        return tr("Not out of a gate");
    case GateOutcome::Pass:
        return tr("Pass");
    case GateOutcome::Fail:
        return tr("Fail");
    case GateOutcome::Pending:
        return tr("Pending");
    }
    return {};
}

QString Words::verification(VerificationKind kind)
{
    switch (kind) {
    case VerificationKind::None:
        return tr("None");
    case VerificationKind::SecondPerson:
        return tr("Second person");
    case VerificationKind::Device:
        return tr("Device");
    }
    return {};
}

QString Words::meaning(SignatureMeaning meaning)
{
    switch (meaning) {
    case SignatureMeaning::Performed:
        return tr("Performed");
    case SignatureMeaning::Verified:
        return tr("Verified");
    case SignatureMeaning::Reviewed:
        return tr("Reviewed");
    case SignatureMeaning::Approved:
        return tr("Approved");
    case SignatureMeaning::Released:
        return tr("Released");
    }
    return {};
}

QString Words::role(const QString &role)
{
    if (role == "operator"_L1)
        return tr("Operator");
    if (role == "qa"_L1)
        return tr("QA");
    if (role == "qc"_L1)
        return tr("QC");
    if (role == "qualified-person"_L1)
        return tr("Qualified person");
    if (role == "supervisor"_L1)
        return tr("Supervisor");
    if (role == "engineer"_L1)
        return tr("Engineer");
    return role;
}

QString Words::purpose(const Port &port)
{
    if (port.purpose == PortPurpose::Sample)
        return tr("Sample");
    if (port.purpose == PortPurpose::Waste)
        return tr("Waste");
    return port.direction == PortDirection::In ? tr("In") : tr("Out");
}

QString Words::category(const QString &category)
{
    static const QMap<QString, const char *> known {
        {u"receive"_s, QT_TR_NOOP("Receipt")},
        {u"prepare"_s, QT_TR_NOOP("Preparation")},
        {u"separate"_s, QT_TR_NOOP("Washing and separation")},
        {u"downstream"_s, QT_TR_NOOP("Harvest, fill and freezing")},
        {u"select"_s, QT_TR_NOOP("Selection and activation")},
        {u"selection"_s, QT_TR_NOOP("Selection and activation")},
        {u"activate"_s, QT_TR_NOOP("Selection and activation")},
        {u"modify"_s, QT_TR_NOOP("Gene transfer")},
        {u"culture"_s, QT_TR_NOOP("Culture")},
        {u"expand"_s, QT_TR_NOOP("Culture")},
        {u"harvest"_s, QT_TR_NOOP("Harvest and formulation")},
        {u"formulate"_s, QT_TR_NOOP("Harvest and formulation")},
        {u"fill"_s, QT_TR_NOOP("Formulation and fill")},
        {u"freeze"_s, QT_TR_NOOP("Freezing and release")},
        {u"cryo"_s, QT_TR_NOOP("Freezing and storage")},
        {u"store"_s, QT_TR_NOOP("Freezing and storage")},
        {u"storage"_s, QT_TR_NOOP("Freezing and storage")},
        {u"release"_s, QT_TR_NOOP("Testing and release")},
        {u"quality"_s, QT_TR_NOOP("Testing and release")},
        {u"control"_s, QT_TR_NOOP("Control")},
        {u"transfer"_s, QT_TR_NOOP("Transfer")},
        {u"manual"_s, QT_TR_NOOP("Manual work")},
        {u"service"_s, QT_TR_NOOP("Auxiliary")},
        {u"auxiliary"_s, QT_TR_NOOP("Auxiliary")},
    };
    const auto found = known.constFind(category);
    return found == known.constEnd() ? category : tr(found.value());
}

QString Words::number(double value)
{
    constexpr int Digits = 6;
    QString text = readable::number(value, Digits);
    if (text.startsWith(u'-'))
        text.replace(0, 1, QChar(0x2212));
    return text;
}

QString Words::amount(double value, const Unit &unit)
{
    constexpr int Digits = 6;
    const QString &symbol = unit.symbol();
    if (symbol.isEmpty() || symbol == "1"_L1 || symbol == "pH"_L1 || symbol == "MOI"_L1)
        return number(value);
    QString text = readable::quantity({value, unit}, Digits);
    if (text.startsWith(u'-'))
        text.replace(0, 1, QChar(0x2212));
    return text.replace(u' ', QChar(0x00A0)); // number and unit stay on one line
}

QString Words::amount(const Quantity &quantity)
{
    return amount(quantity.value, quantity.unit);
}

QString Words::range(const Range &range, const Unit &unit)
{
    if (range.low && range.high)
        return number(*range.low) + u" – "_s + amount(*range.high, unit);
    if (range.low)
        return u"≥ "_s + amount(*range.low, unit);
    if (range.high)
        return u"≤ "_s + amount(*range.high, unit);
    return {};
}

QString Words::comparison(const QString &sign)
{
    if (sign == ">="_L1)
        return u"≥"_s;
    if (sign == "<="_L1)
        return u"≤"_s;
    return sign == "=="_L1 ? u"="_s : sign;
}

} // namespace cytoloom
