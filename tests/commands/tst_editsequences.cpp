// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/connectionrules.h"
#include "processgraph/commands/recipedocument.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/incrementalvalidator.h"
#include "resources/resources.h"
#include "tests/model/randomrecipe.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

/// Every kind of edit that a document offers, at random; refused ones are no edits.
class RandomEdits
{
public:
    RandomEdits(RecipeDocument &document, quint32 seed)
        : m_document(document)
        , m_random(seed)
    { }

    /// The kind of edit that was done, empty when it was refused.
    QString one()
    {
        switch (below(15)) {
        case 0:
            return done(u"palette"_s, m_document.addFromPalette(entry(), container(), {5, 7}));
        case 1:
            return done(u"remove"_s, m_document.remove({step()}, {}));
        case 2:
            return done(u"cut"_s, m_document.remove({}, {line()}));
        case 3:
            return done(u"move"_s, m_document.move({{step(), {double(below(900)), 3}}}));
        case 4:
            return done(u"arrange"_s,
                m_document.arrange({{step(), {1, 2}}, {step(), {double(below(50)), 4}}}));
        case 5:
        case 6:
            return connectSteps();
        case 7:
            return done(u"synchronise"_s, m_document.synchronise(step(), step()));
        case 8:
            return joinPort();
        case 9:
            return done(u"rename"_s, m_document.rename(step(), m_random.text()));
        case 10:
        case 11:
            return editStep();
        case 12:
            return editLine();
        case 13:
            return editHeader();
        default:
            return copy();
        }
    }
    int below(int bound) { return bound < 1 ? 0 : m_random.below(bound); }

private:
    template <class R> static QString done(const QString &what, const R &result)
    {
        return result.ok() ? what : QString();
    }
    ElementId step()
    {
        const QVector<ElementId> all = m_document.procedure().elements();
        return all.isEmpty() ? ElementId() : all[below(int(all.size()))];
    }
    LinkId line()
    {
        const QVector<LinkId> all = m_document.procedure().links();
        return all.isEmpty() ? LinkId() : all[below(int(all.size()))];
    }
    ElementId container()
    {
        ElementId at = step();
        while (!at.isEmpty() && !m_document.procedure().element(at)->isContainer())
            at = m_document.procedure().container(at);
        return at;
    }
    PaletteEntry entry()
    {
        const auto &units = m_document.catalog().unitOperations();
        const auto &phases = m_document.catalog().phaseClasses();
        switch (below(4)) {
        case 0:
            return {ElementKind::UnitProcedure, units[below(int(units.size()))].id};
        case 1:
            return {ElementKind::Operation, units[below(int(units.size()))].id};
        case 2:
            return {ElementKind::Phase, phases[below(int(phases.size()))].id};
        default:
            return {ElementKind(int(ElementKind::Loop) + below(10)), {}};
        }
    }
    Endpoint end()
    {
        const Element *element = m_document.procedure().element(step());
        if (!element || element->ports.isEmpty())
            return {};
        return {element->id, element->ports[below(int(element->ports.size()))].id};
    }
    QString connectSteps()
    {
        if (below(3) == 0) {
            const auto link = proposedLink(m_document.procedure(), end(), end());
            return link ? done(u"pipe"_s, m_document.connectSteps(*link)) : QString();
        }
        const ElementId from = step();
        const auto siblings
            = m_document.procedure().children(m_document.procedure().container(from));
        if (siblings.isEmpty())
            return {};
        const auto link = proposedLink(
            m_document.procedure(), {from, {}}, {siblings[below(int(siblings.size()))], {}});
        return link ? done(u"connect"_s, m_document.connectSteps(*link)) : QString();
    }
    QString joinPort()
    {
        const Endpoint port = end();
        return done(u"join"_s, m_document.joinPort(port, below(3) == 0 ? Endpoint() : end()));
    }
    QString editStep()
    {
        const Element *element = m_document.procedure().element(step());
        if (!element)
            return {};
        Element changed = m_random.changed(*element);
        switch (below(6)) {
        case 0:
            changed = *element;
            changed.condition = below(2) == 0 ? u"r.viability > 70"_s : u"f.x +"_s;
            break;
        case 1:
            changed = *element;
            if (!element->isContainer())
                changed.kind = ElementKind(int(ElementKind::Begin) + below(9));
            break;
        case 2:
            changed = *element;
            changed.role = RoleId(u"R%1"_s.arg(below(4)));
            changed.type = m_document.catalog().phaseClasses()[below(5)].id;
            break;
        default:
            break;
        }
        return done(u"edit"_s, m_document.edit(changed));
    }
    QString editLine()
    {
        const Link *old = m_document.procedure().link(line());
        if (!old)
            return {};
        Link link = *old;
        switch (below(5)) {
        case 0:
            link.outcome = GateOutcome(below(4));
            break;
        case 1:
            link.priority = below(4);
            break;
        case 2:
            link.connection = Connection(below(8));
            break;
        case 3:
            link.holdLimit = Duration(below(100'000));
            break;
        default:
            link.to.element = step();
            break;
        }
        return done(u"line"_s, m_document.edit(link));
    }
    QString editHeader()
    {
        MasterRecipe header = m_document.recipe();
        switch (below(5)) {
        case 0:
            header.name = m_random.text();
            break;
        case 1:
            header.formula.append({u"f%1"_s.arg(header.formula.size()), m_random.text(),
                FormulaKind::ProcessParameter, Quantity()});
            break;
        case 2:
            if (!header.bom.isEmpty())
                header.bom.removeLast();
            break;
        case 3:
            if (!header.roles.isEmpty())
                header.roles.removeFirst();
            break;
        default:
            header.changeReason = m_random.text().en;
            break;
        }
        return done(u"header"_s, m_document.editHeader(header));
    }
    QString copy()
    {
        if (below(2) == 0)
            return done(u"duplicate"_s, m_document.duplicate({step(), step()}));
        const auto fragment = RecipeFragment::copy(m_document.recipe(), {step()});
        return done(u"paste"_s, m_document.paste(fragment, container(), {9, 9}));
    }

    RecipeDocument &m_document;
    RandomRecipe m_random;
};

QString told(const QVector<Finding> &findings)
{
    QStringList lines;
    for (const Finding &finding : findings)
        lines << finding.approvalKey + u' '
                + QStringList(finding.message.args.values()).join(u'|').left(200);
    return lines.join(u'\n');
}

/// The first line that is different.
QString difference(const QVector<Finding> &one, const QVector<Finding> &other)
{
    const QStringList left = told(one).split(u'\n');
    const QStringList right = told(other).split(u'\n');
    for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i) {
        if (left.value(i) != right.value(i))
            return u"incremental: %1\nfull:        %2"_s.arg(left.value(i), right.value(i));
    }
    return one == other ? QString() : u"same words, another example or place"_s;
}

} // namespace

/// Whatever people draw: undo gives back the file byte by byte, redo what they had drawn, and the
/// findings that follow the edits are those of a full validation. CYTOLOOM_EDIT_SEQUENCES sets how
/// many sequences are tried.
class TestEditSequences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void sequences_data();
    void sequences();
};

void TestEditSequences::sequences_data()
{
    QTest::addColumn<QString>("recipe");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("length");
    bool given = false;
    const int all = qEnvironmentVariableIntValue("CYTOLOOM_EDIT_SEQUENCES", &given);
    const int count = given ? all : 400;
    QTest::newRow("random recipes") << QString() << count - 2 * (count / 100) << 5;
    QTest::newRow("CAR-T") << u"cart-lentiviral"_s << count / 100 << 12;
    QTest::newRow("MSC") << u"msc-wharton"_s << count / 100 << 12;
}

void TestEditSequences::sequences()
{
    QFETCH(const QString, recipe);
    QFETCH(const int, count);
    QFETCH(const int, length);
    const auto plant = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s);
    QVERIFY(plant.ok());
    const Catalog &catalog = Catalog::shipped();
    IncrementalValidator validator(catalog);
    QMap<QString, int> kinds;
    for (int sequence = 0; sequence < count; ++sequence) {
        RecipeDocument document(catalog);
        MasterRecipe start = RandomRecipe(quint32(sequence) + 1).recipe(8 + sequence % 9);
        if (!recipe.isEmpty()) {
            const auto read = readRecipeFile(u":/cytoloom/demo/%1.cyrecipe.json"_s.arg(recipe));
            QVERIFY(read.ok());
            start = *read;
        }
        start.status = RecipeStatus::Draft;
        start.approvals.clear();
        document.setRecipe(start);
        const QByteArray before = writeRecipe(document.recipe());
        RandomEdits edits(document, quint32(sequence) * 7919 + 13);
        ValidationInput input;
        if (sequence % 2 == 0)
            input.plant = *plant;
        const int every = 1 + sequence % 4;
        QString names;
        const auto check = [&] {
            input.recipe = document.recipe();
            const auto findings = validator.update(input);
            return difference(*findings, validate(input, catalog));
        };
        QCOMPARE(check(), QString());
        for (int i = 0; i < length; ++i) {
            QString name;
            for (int attempt = 0; name.isEmpty() && attempt < 20; ++attempt)
                name = edits.one();
            ++kinds[name];
            names += name + u' ';
            if (i % every != 0)
                continue;
            const QString wrong = check();
            QVERIFY2(wrong.isEmpty(),
                qPrintable(u"sequence %1: %2\n%3"_s.arg(sequence).arg(names, wrong)));
        }
        const QByteArray drawn = writeRecipe(document.recipe());
        const int steps = document.undoStack()->index();
        for (int i = 0; i < steps; ++i)
            document.undoStack()->undo();
        QVERIFY2(writeRecipe(document.recipe()) == before,
            qPrintable(u"sequence %1 undone: %2"_s.arg(sequence).arg(names)));
        const QString wrong = check();
        QVERIFY2(wrong.isEmpty(),
            qPrintable(u"sequence %1 undone: %2\n%3"_s.arg(sequence).arg(names, wrong)));
        document.undoStack()->setIndex(steps);
        QVERIFY2(writeRecipe(document.recipe()) == drawn,
            qPrintable(u"sequence %1 redone: %2"_s.arg(sequence).arg(names)));
    }
    QStringList told;
    for (auto it = kinds.cbegin(); it != kinds.cend(); ++it)
        told << it.key() + u' ' + QString::number(*it);
    qInfo("%d sequences: %s", count, qPrintable(told.join(u", "_s)));
    if (recipe.isEmpty() && count > 300)
        QVERIFY2(kinds.size() >= 14, qPrintable(told.join(u", "_s)));
}

QTEST_GUILESS_MAIN(TestEditSequences)
#include "tst_editsequences.moc"
