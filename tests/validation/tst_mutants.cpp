// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "tests/support/signing.h"
#include "tests/validation/mutations.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRandomGenerator>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <numeric>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

/// CYTOLOOM_MUTANTS sets another number; 0: all that there are.
int mutantsWanted()
{
    bool given = false;
    const int number = qEnvironmentVariableIntValue("CYTOLOOM_MUTANTS", &given);
    return given ? number : 1000;
}

struct Base
{
    QString name;
    ValidationInput input;
    QSet<QString> keys; ///< what is found without any slip
};

QSet<QString> keysOf(const ValidationInput &input)
{
    QSet<QString> keys;
    for (const Finding &finding : validate(input, Catalog::shipped()))
        keys.insert(finding.approvalKey);
    return keys;
}

Base base(const QString &name, const QString &recipe, bool bound)
{
    Base result;
    result.name = name;
    result.input.recipe = readRecipeFile(u":/cytoloom/demo/"_s + recipe).value();
    result.input.plant = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s).value();
    if (bound)
        result.input.binding = readBindingFile(u":/cytoloom/demo/cart.cybinding.json"_s).value();
    result.keys = keysOf(result.input);
    return result;
}

/// Slips that no rule finds, each with the reason: tests/data/mutants/harmless.json. Those marked
/// as open are not harmless: the list may only get shorter.
struct Harmless
{
    QString family;
    QRegularExpression place;
    QString reason;
    bool open = false;
};

QVector<Harmless> harmless()
{
    QFile file(QStringLiteral(CYTOLOOM_TEST_DATA) + u"/mutants/harmless.json"_s);
    QVector<Harmless> list;
    if (!file.open(QIODevice::ReadOnly))
        return list;
    const QJsonArray entries = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &each : entries)
        list.append({each[u"family"_s].toString(),
            QRegularExpression(QRegularExpression::anchoredPattern(each[u"place"_s].toString())),
            each[u"reason"_s].toString(), each[u"open"_s].toBool()});
    return list;
}

} // namespace

/// A thousand slips in the shipped recipes, one at a time: each must be found, or stand in the list
/// of the harmless with its reason.
class TestMutants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void everySlipIsFoundOrHarmless();
};

void TestMutants::everySlipIsFoundOrHarmless()
{
    const QVector<Base> bases {
        base(u"CAR-T"_s, u"cart-lentiviral.cyrecipe.json"_s, true),
        base(u"MSC"_s, u"msc-wharton.cyrecipe.json"_s, false),
    };
    struct Candidate
    {
        int family = 0;
        int base = 0;
        Mutation mutation;
    };
    const QVector<MutationFamily> &families = mutationFamilies();
    QVector<QVector<Candidate>> perFamily(families.size());
    QRandomGenerator random(20261122);
    for (int f = 0; f < families.size(); ++f) {
        for (int b = 0; b < bases.size(); ++b)
            for (const Mutation &mutation : families.at(f).enumerate(bases.at(b).input))
                perFamily[f].append({f, b, mutation});
        std::shuffle(perFamily[f].begin(), perFamily[f].end(), random);
    }
    // From every family in turn, so that a family with few places is there whole.
    QVector<Candidate> chosen;
    const int wanted = mutantsWanted();
    for (int round = 0; wanted == 0 || chosen.size() < wanted; ++round) {
        const auto before = chosen.size();
        for (const QVector<Candidate> &family : std::as_const(perFamily))
            if (round < family.size() && (wanted == 0 || chosen.size() < wanted))
                chosen.append(family.at(round));
        if (chosen.size() == before)
            break;
    }
    QVERIFY(chosen.size() >= wanted);

    const QVector<Harmless> list = harmless();
    QVector<int> count(families.size());
    QVector<int> found(families.size());
    QVector<int> listed(families.size());
    QVector<int> open(families.size());
    QStringList missed;
    for (const Candidate &each : std::as_const(chosen)) {
        const Base &from = bases.at(each.base);
        ValidationInput mutant = from.input;
        each.mutation.apply(mutant);
        signAgain(mutant.recipe); // a slip that nobody saw who signed
        ++count[each.family];
        if (!(keysOf(mutant) - from.keys).isEmpty()) {
            ++found[each.family];
            continue;
        }
        const QString family = QLatin1String(families.at(each.family).name);
        const auto known = std::find_if(list.cbegin(), list.cend(), [&](const Harmless &one) {
            return one.family == family
                && one.place.match(from.name + u' ' + each.mutation.place).hasMatch();
        });
        if (known != list.cend() && !known->reason.isEmpty())
            ++(known->open ? open : listed)[each.family];
        else
            missed << family + u": "_s + from.name + u' ' + each.mutation.place;
    }
    int sum = 0;
    for (int f = 0; f < families.size(); ++f) {
        qInfo("%-32s %3d of %3d found, %d harmless, %d open", families.at(f).name, found.at(f),
            count.at(f), listed.at(f), open.at(f));
        sum += found.at(f);
    }
    qInfo("%lld mutants: %d found, %d harmless with reason, %d open, %lld missed",
        qlonglong(chosen.size()), sum, int(std::accumulate(listed.cbegin(), listed.cend(), 0)),
        int(std::accumulate(open.cbegin(), open.cend(), 0)), qlonglong(missed.size()));
    for (const QString &each : std::as_const(missed))
        qWarning("missed: %s", qPrintable(each));
    QVERIFY2(missed.isEmpty(), "a slip is neither found nor listed as harmless");
}

QTEST_GUILESS_MAIN(TestMutants)
#include "tst_mutants.moc"
