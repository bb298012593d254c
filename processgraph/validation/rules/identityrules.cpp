// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/identityrules.h"

#include "processgraph/catalog/attributeset.h"
#include "processgraph/validation/labelflow.h"
#include "processgraph/validation/processwords.h"
#include "processgraph/validation/rules/bindinghelp.h"

#include <QtCore/QSet>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

// Cells that nobody has identified must not leave the unit that they came into: behind that, a
// trace backwards ends at a step instead of a person.
void unbroken(const ValidationContext &context, int, FindingList &findings)
{
    const LabelFlow &labels = context.once<LabelFlow>();
    const ProcedureFlow &flow = context.flow();
    const auto told = [&](int step, const QString &what, const Link &link) {
        const QVector<int> way = labels.path(step, LabelFlow::Unidentified);
        QVector<LocalizedText> names;
        for (const int element : way)
            names.append(flow.element(element).name);
        QVector<FindingPlace> places {context.place(step)};
        places.first().link = link.id;
        if (!way.isEmpty())
            places.append(context.place(way.first()));
        Finding &finding = findings.add(u"GMP-COI-01"_s, what, places,
            FindingArgs().name(u"n"_s, flow.element(step)).names(u"path"_s, names));
        finding.example.path = context.places(way);
        finding.fix = u"addIdentityCheck"_s;
        finding.fixArgs = {{u"attribute.identityCheck"_s, u"twoIdentifiers"_s}};
    };
    const auto goesOn = [&](int link) {
        const int from = flow.fromOf(link);
        const int to = flow.toOf(link);
        return context.links()[link]->kind == LinkKind::Material
            && flow.unitProcedure(from) != flow.unitProcedure(to)
            && labels.after(from).testFlag(LabelFlow::Unidentified);
    };
    // Said once, where the cells first go on: not where they came unidentified already.
    QSet<int> reached;
    for (int link = 0; link < context.links().size(); ++link) {
        if (goesOn(link))
            reached.insert(flow.unitProcedure(flow.toOf(link)));
    }
    for (int link = 0; link < context.links().size(); ++link) {
        const int from = flow.fromOf(link);
        if (goesOn(link) && !reached.contains(flow.unitProcedure(from)))
            told(from, u"unidentified"_s, *context.links()[link]);
    }
}

bool hasIdentityCheck(const Element &step)
{
    return step.verification != VerificationKind::None || step.attributes.has(u"identityCheck"_s);
}

// Where one container becomes another, or comes to another place: the label is compared there.
void checkedAtChange(const ValidationContext &context, int element, FindingList &findings)
{
    const Element &step = context.flow().element(element);
    if (step.kind != ElementKind::Phase || hasIdentityCheck(step))
        return;
    const ProcessWords &words = ProcessWords::shipped();
    QString what;
    if (words.is(ProcessWords::Fill, step.type))
        what = u"fill"_s;
    else if (words.is(ProcessWords::Inspect, step.type))
        what = u"label"_s;
    else if (words.is(ProcessWords::Store, step.type) || words.is(ProcessWords::Thaw, step.type))
        what = u"store"_s;
    else if (step.type == "weld"_L1)
        what = u"connect"_s;
    else if (step.type == "take-over"_L1 || step.type == "identify"_L1)
        what = u"container"_s;
    else if (step.type == "sample"_L1 || step.type == "sample-microbiology"_L1)
        what = u"sample"_s;
    if (what.isEmpty())
        return;
    Finding &finding = findings.add(
        u"GMP-COI-02"_s, what, {context.place(element)}, FindingArgs().name(u"n"_s, step));
    finding.fix = u"addSecondPerson"_s;
}

void matched(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding() || !context.recipe().autologous)
        return;
    const Attributes &batch = context.binding()->attributes;
    const QStringList donors = batch.texts(u"donors"_s);
    const QString recipient = batch.text(u"recipient"_s);
    const QVector<FindingPlace> places {FindingPlace()};
    FindingArgs args;
    args.text(u"b"_s, context.batch().value())
        .text(u"d"_s, donors.join(u", "_s))
        .text(u"r"_s, recipient);
    if (donors.size() != 1)
        findings.add(u"GMP-COI-03"_s, donors.isEmpty() ? u"noDonor"_s : u"donors"_s, places, args);
    if (recipient.isEmpty())
        findings.add(u"GMP-COI-03"_s, u"noRecipient"_s, places, args);
    else if (donors.size() == 1 && donors.first() != recipient)
        findings.add(u"GMP-COI-03"_s, u"mismatch"_s, places, args);
}

void eligible(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding())
        return;
    const Attributes &batch = context.binding()->attributes;
    const QVector<FindingPlace> places {FindingPlace()};
    const FindingArgs args = FindingArgs()
                                 .text(u"b"_s, context.batch().value())
                                 .text(u"d"_s, batch.texts(u"donors"_s).join(u", "_s));
    if (!context.recipe().autologous) {
        const QString result = batch.text(u"donorEligibility"_s);
        if (result == "ineligible"_L1)
            findings.add(u"GMP-COI-04"_s, u"ineligible"_s, places, args);
        else if (result != "eligible"_L1)
            findings.add(u"GMP-COI-04"_s, u"incomplete"_s, places, args);
        return;
    }
    const QString serology = batch.text(u"donorSerology"_s);
    if (serology.isEmpty())
        findings.add(u"GMP-COI-04"_s, u"noSerology"_s, places, args);
    else if (serology == "unknown"_L1 && !batch.flag(u"treatedAsPositive"_s))
        findings.add(u"GMP-COI-04"_s, u"unknownSerology"_s, places, args);
}

// The names of the words that are missing from a list of choices, as the attribute names them.
QVector<LocalizedText> missingWords(
    const Attributes &attributes, const QString &id, const QStringList &wanted)
{
    QVector<LocalizedText> missing;
    const QStringList there = attributes.texts(id);
    for (const AttributeChoice &choice : AttributeSet::shipped().definition(id)->choices) {
        if (wanted.contains(choice.word) && !there.contains(choice.word))
            missing.append(choice.name);
    }
    return missing;
}

// The serology of the donor is the binding's to say; without a binding the label is asked for what
// it always needs.
QStringList labelWords(const ValidationContext &context)
{
    QStringList words {u"patientId"_s, u"autologousOnly"_s};
    if (context.binding()) {
        const QString serology = context.binding()->attributes.text(u"donorSerology"_s);
        if (serology.isEmpty() || serology == "unknown"_L1)
            words << u"notEvaluated"_s;
    }
    return words;
}

void labelled(const ValidationContext &context, int element, const QStringList &wanted,
    const QString &what, FindingList &findings)
{
    const Element &step = context.flow().element(element);
    if (step.kind != ElementKind::Phase
        || !ProcessWords::shipped().is(ProcessWords::Inspect, step.type))
        return;
    const auto missing = missingWords(step.attributes, u"labelFields"_s, wanted);
    if (missing.isEmpty())
        return;
    Finding &finding = findings.add(u"GMP-COI-05"_s, what, {context.place(element)},
        FindingArgs().name(u"n"_s, step).names(u"list"_s, missing, u"; "_s));
    finding.fix = u"setAttribute"_s;
    QStringList all = step.attributes.texts(u"labelFields"_s) + wanted;
    all.removeDuplicates();
    finding.fixArgs = {{u"attribute"_s, u"labelFields"_s}, {u"value"_s, all.join(u';')}};
}

void label(const ValidationContext &context, int element, FindingList &findings)
{
    // Without a patient of its own a container is traced by product and batch.
    const QStringList wanted = context.recipe().autologous
        ? QStringList {u"patientId"_s, u"autologousOnly"_s}
        : QStringList {u"product"_s, u"batch"_s, u"expiry"_s, u"storage"_s};
    labelled(context, element, wanted, u"missing"_s, findings);
}

void labelOfDonor(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding() || !context.recipe().autologous
        || !labelWords(context).contains(u"notEvaluated"_s))
        return;
    for (int i = 0; i < context.flow().count(); ++i)
        labelled(context, i, {u"notEvaluated"_s}, u"notEvaluated"_s, findings);
}

void handedOver(const ValidationContext &context, int element, FindingList &findings)
{
    const Element &step = context.flow().element(element);
    if (step.kind != ElementKind::Phase
        || (step.type != "hand-over"_L1 && step.type != "receive"_L1 && step.type != "ship"_L1))
        return;
    const QStringList wanted {
        u"giver"_s, u"receiver"_s, u"time"_s, u"container"_s, u"seal"_s, u"temperature"_s};
    const auto missing = missingWords(step.attributes, u"handoverFields"_s, wanted);
    QStringList there = step.attributes.texts(u"handoverFields"_s);
    if (!missing.isEmpty()) {
        Finding &finding = findings.add(u"GMP-COI-06"_s, u"missing"_s, {context.place(element)},
            FindingArgs().name(u"n"_s, step).names(u"list"_s, missing, u"; "_s));
        QStringList all = there + wanted;
        all.removeDuplicates();
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"handoverFields"_s}, {u"value"_s, all.join(u';')}};
    }
    if (there.contains(u"patientName"_s)) {
        Finding &finding = findings.add(u"GMP-COI-06"_s, u"openIdentity"_s,
            {context.place(element)}, FindingArgs().name(u"n"_s, step));
        there.removeAll(u"patientName"_s);
        there << u"codedIdentity"_s;
        there.removeDuplicates();
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"handoverFields"_s}, {u"value"_s, there.join(u';')}};
    }
}

} // namespace

QVector<RuleCheck> identityRules()
{
    const Aspects evidence = Aspect::Control | Aspect::Evidence;
    return {
        {QLatin1String("GMP-COI-01"), RuleScope::Recipe, evidence | Aspect::Matter | Aspect::Header,
            unbroken},
        {QLatin1String("GMP-COI-02"), RuleScope::Element, evidence, checkedAtChange},
        {QLatin1String("GMP-COI-03"), RuleScope::Binding, Aspect::Header, matched},
        {QLatin1String("GMP-COI-04"), RuleScope::Binding, Aspect::Header, eligible},
        {QLatin1String("GMP-COI-05"), RuleScope::Element, evidence | Aspect::Header, label},
        {QLatin1String("GMP-COI-05"), RuleScope::Binding, evidence | Aspect::Header, labelOfDonor},
        {QLatin1String("GMP-COI-06"), RuleScope::Element, evidence, handedOver},
    };
}

} // namespace cytoloom::rules
