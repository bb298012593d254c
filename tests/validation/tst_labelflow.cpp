// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/labelflow.h"
#include "resources/resources.h"
#include "tests/support/recipebuilder.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

using Edit = RecipeBuilder::ElementEdit;

Port in(const char *medium, const char *line = "")
{
    Port port = RecipeBuilder::port("in", PortDirection::In, "10 mL");
    port.medium = QString::fromUtf8(medium);
    port.bomLine = QString::fromUtf8(line);
    port.purpose = port.bomLine.isEmpty() ? PortPurpose::Product : PortPurpose::Material;
    return port;
}

Edit takes(const char *medium, const char *line = "")
{
    return [=](Element &element) { element.ports.append(in(medium, line)); };
}

Edit gives(PortPurpose purpose)
{
    return [=](Element &element) {
        Port port = RecipeBuilder::port("out", PortDirection::Out, "10 mL");
        port.purpose = purpose;
        element.ports.append(port);
    };
}

Edit removes(const QString &word)
{
    return [=](Element &element) { element.attributes.set(u"removes"_s, QStringList {word}); };
}

BomLine line(const QString &id, const QString &attribute, const QString &value)
{
    BomLine line;
    line.id = id;
    line.attributes.set(attribute, value);
    return line;
}

MasterRecipe withBom(MasterRecipe recipe)
{
    recipe.bom = {line(u"beads"_s, u"residualClass"_s, u"beads"_s),
        line(u"dirty"_s, u"sterility"_s, u"nonSterile"_s),
        line(u"vector"_s, u"hazard"_s, u"vector"_s)};
    return recipe;
}

// Cells come into A with beads, which one step removes, and go on into B.
RecipeBuilder chain()
{
    RecipeBuilder builder;
    builder.role("A", "cell-processor").role("B", "bioreactor");
    builder.unit("first", "A")
        .phase("prime", "prime")
        .phase("load", "load", takes("apheresis"))
        .phase("label", "label", takes("bead-reagent", "beads"))
        .phase("wash", "wash", removes(u"beads"_s))
        .phase("give", "transfer-out", gives(PortPurpose::Product))
        .close();
    builder.unit("second", "B")
        .phase("warm", "wait")
        .phase("take", "transfer-in",
            [](Element &element) {
                element.ports.append(RecipeBuilder::port("in", PortDirection::In, "10 mL"));
            })
        .phase("grow", "wait")
        .close();
    builder.matter("m", "give", "out", "take", "in");
    return builder;
}

MasterRecipe shared()
{
    RecipeBuilder builder;
    builder.role("A", "bioreactor");
    builder.unit("vessel", "A")
        .phase("load", "load", takes("apheresis"))
        .parallel("split")
        .branch()
        .phase("one", "wait")
        .branch()
        .phase("other", "label", takes("bead-reagent", "beads"))
        .joinAll("join")
        .loop("again", "r.count > 3", 5)
        .phase("early", "wait")
        .phase("late", "transduce", takes("lentiviral-vector", "vector"))
        .close()
        .close();
    return builder.recipe();
}

QString names(LabelFlow::Labels labels)
{
    QStringList result;
    const QVector<std::pair<LabelFlow::Label, QString>> all {{LabelFlow::Cells, u"cells"_s},
        {LabelFlow::Unidentified, u"unidentified"_s}, {LabelFlow::Exposed, u"exposed"_s},
        {LabelFlow::NonSterile, u"nonSterile"_s}, {LabelFlow::LiveVector, u"vector"_s},
        {LabelFlow::Infectious, u"infectious"_s}, {LabelFlow::Beads, u"beads"_s}};
    for (const auto &[label, name] : all) {
        if (labels.testFlag(label))
            result << name;
    }
    return result.join(u' ');
}

struct Flow
{
    explicit Flow(const MasterRecipe &recipe, LabelFlow::Donor donor = LabelFlow::AsRecipe,
        const QString &serology = {})
    {
        input.recipe = withBom(recipe);
        if (!serology.isEmpty()) {
            input.binding.emplace();
            input.binding->attributes.set(u"donorSerology"_s, serology);
        }
        context.emplace(input, Catalog::shipped());
        labels.emplace(*context, donor);
    }
    [[nodiscard]] int number(const char *id) const
    {
        return context->flow().number(ElementId(QString::fromUtf8(id)));
    }
    [[nodiscard]] QString during(const char *id) const { return names(labels->during(number(id))); }
    ValidationInput input;
    std::optional<ValidationContext> context;
    std::optional<LabelFlow> labels;
};

} // namespace

class TestLabelFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void goesWithTheMatter();
    void wayIsTold();
    void wasteTakesWhatIsRemoved();
    void branchesAndRoundsShareTheVessel();
    void sourcesMeet();
    void filterSterilises();
    void donorOfTheBatch_data();
    void donorOfTheBatch();
};

void TestLabelFlow::goesWithTheMatter()
{
    const Flow flow(chain().recipe());
    QCOMPARE(flow.during("prime"), QString()); // nothing is there yet
    QCOMPARE(flow.during("load"), u"cells unidentified"_s);
    QCOMPARE(flow.during("wash"), u"cells unidentified beads"_s);
    QCOMPARE(flow.during("give"), u"cells unidentified"_s);
    QCOMPARE(flow.during("warm"), QString()); // before the cells come over
    QCOMPARE(flow.during("grow"), u"cells unidentified"_s);

    const Flow checked(chain()
                           .edit("wash",
                               [](Element &element) {
                                   element.attributes.set(u"identityCheck"_s, u"twoIdentifiers"_s);
                               })
                           .recipe());
    QCOMPARE(checked.during("grow"), u"cells"_s);

    const Flow open(
        chain().edit("wash", [](Element &element) { element.openness = Openness::Open; }).recipe());
    QCOMPARE(open.during("label"), u"cells unidentified beads"_s);
    QCOMPARE(open.during("grow"), u"cells unidentified exposed"_s);
}

void TestLabelFlow::wayIsTold()
{
    const Flow flow(chain().recipe());
    const auto wayOf = [&flow](const char *to, LabelFlow::Label label) {
        QStringList ids;
        for (const int element : flow.labels->path(flow.number(to), label))
            ids << flow.context->flow().element(element).id.value();
        return ids.join(u' ');
    };
    QCOMPARE(wayOf("grow", LabelFlow::Cells), u"load label wash give take grow"_s);
    QCOMPARE(wayOf("wash", LabelFlow::Beads), u"label wash"_s);
    QCOMPARE(wayOf("grow", LabelFlow::Beads), QString());
}

void TestLabelFlow::wasteTakesWhatIsRemoved()
{
    RecipeBuilder builder = chain();
    builder.edit("wash", [](Element &element) {
        Port port = RecipeBuilder::port("waste", PortDirection::Out, "10 mL");
        port.purpose = PortPurpose::Waste;
        element.ports.append(port);
    });
    builder.manual("kill", takes("waste"));
    builder.matter(
        "w", "wash", "waste", "kill", "in", [](Link &link) { link.kind = LinkKind::Waste; });
    const Flow flow(builder.recipe());
    QCOMPARE(flow.during("kill"), u"cells unidentified beads"_s);
    const MasterRecipe &recipe = flow.input.recipe;
    QCOMPARE(names(flow.labels->on(*recipe.procedure.link(LinkId(u"w"_s)))),
        u"cells unidentified beads"_s);
    QCOMPARE(
        names(flow.labels->on(*recipe.procedure.link(LinkId(u"m"_s)))), u"cells unidentified"_s);
}

void TestLabelFlow::branchesAndRoundsShareTheVessel()
{
    const Flow flow(shared());
    QCOMPARE(flow.during("load"), u"cells unidentified"_s);
    QCOMPARE(flow.during("one"), u"cells unidentified beads"_s); // the other branch brings them
    QCOMPARE(flow.during("early"), u"cells unidentified vector beads"_s); // in the second round
    QCOMPARE(flow.during("join"), u"cells unidentified beads"_s);
}

void TestLabelFlow::sourcesMeet()
{
    const Flow flow(chain().edit("wash", takes("apheresis")).recipe());
    QCOMPARE(flow.labels->source(flow.number("prime")), LabelFlow::NoSource);
    QCOMPARE(flow.labels->source(flow.number("load")), flow.number("load"));
    QCOMPARE(flow.labels->source(flow.number("grow")), LabelFlow::SeveralSources);
    const Flow one(chain().recipe());
    QCOMPARE(one.labels->source(one.number("grow")), one.number("load"));
}

void TestLabelFlow::filterSterilises()
{
    const auto flow = [](const char *pore) {
        RecipeBuilder builder = chain();
        builder.edit("prime", [pore](Element &element) {
            element.ports.append(in("wash-buffer", "dirty"));
            element.attributes.set(u"filterPore"_s, *Quantity::parse(QString::fromUtf8(pore)));
        });
        return Flow(builder.recipe()).during("grow");
    };
    QCOMPARE(flow("0.22 um"), u"cells unidentified"_s);
    QCOMPARE(flow("0.23 um"), u"cells unidentified nonSterile"_s);
}

void TestLabelFlow::donorOfTheBatch_data()
{
    QTest::addColumn<QString>("serology");
    QTest::addColumn<bool>("infectious");
    QTest::newRow("negative") << u"negative"_s << false;
    QTest::newRow("positive") << u"positive"_s << true;
    QTest::newRow("unknown") << u"unknown"_s << true;
    QTest::newRow("no batch") << QString() << false;
}

void TestLabelFlow::donorOfTheBatch()
{
    QFETCH(QString, serology);
    QFETCH(bool, infectious);
    const Flow flow(chain().recipe(), LabelFlow::WithBatch, serology);
    QCOMPARE(flow.labels->during(flow.number("grow")).testFlag(LabelFlow::Infectious), infectious);
    const Flow asDrawn(chain().recipe(), LabelFlow::AsRecipe, serology);
    QVERIFY(!asDrawn.labels->during(asDrawn.number("grow")).testFlag(LabelFlow::Infectious));
}

QTEST_GUILESS_MAIN(TestLabelFlow)
#include "tst_labelflow.moc"
