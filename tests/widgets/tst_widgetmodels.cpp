// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "resources/resources.h"
#include "widgets/alarms/alarmmodel.h"
#include "widgets/common/messagelistmodel.h"
#include "widgets/devices/devicemodel.h"
#include "widgets/devices/tagmodel.h"
#include "widgets/records/batchmodel.h"
#include "widgets/records/eventtext.h"
#include "widgets/records/timelinemodel.h"
#include "widgets/trends/cursormodel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// The table models of the pages under Qt's own model tester, and the sentences of the timeline.
class TestWidgetModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void alarms()
    {
        AlarmModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setAlarms(samples::alarms());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.alarm(0).priority, 2); // unacknowledged and highest
        QVERIFY(model.isFlashing());
        QVector<Alarm> some = samples::alarms();
        some[1].state = AlarmState::Normal;
        model.setAlarms(some);
        QCOMPARE(model.rowCount(), 2);
        model.setLanguage(Language::Zh);
        QCOMPARE(model.index(0, AlarmModel::Name).data().toString(), u"液氮液位"_s);
        model.setAlarms({});
        QCOMPARE(model.rowCount(), 0);
    }

    void messages()
    {
        MessageListModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (int i = 0; i < MessageListModel::Limit + 5; ++i)
            model.add({samples::now(), NoticeLevel::Warning, Error(u"file.cannotRead"_s)});
        QCOMPARE(model.rowCount(), MessageListModel::Limit);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void devices()
    {
        DeviceModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setPlant(samples::plant());
        QVERIFY(model.rowCount() > 5);
        QCOMPARE(model.connected(), 0);
        model.setStatus(samples::devices());
        QCOMPARE(model.connected(), model.rowCount() - 2);
        DeviceStatus stranger;
        stranger.device = DeviceId(u"DEV-NOBODY"_s);
        model.setStatus({stranger}); // not of this plant: ignored
        QCOMPARE(model.rowOf(stranger.device), -1);
    }

    void tags()
    {
        TagModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const Plant plant = samples::plant();
        const PlantUnit *unit = plant.unit(UnitId(u"BR-02"_s));
        QVERIFY(unit);
        model.setTags(unit->tags);
        QHash<TagId, TagValue> values;
        for (const TagSample &sample : samples::values())
            values.insert(sample.tag, sample.value);
        model.refresh(values, samples::now());
        int good = 0;
        int bad = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto quality = Quality(model.index(row, 0).data(TagModel::QualityRole).toInt());
            good += quality == Quality::Good;
            bad += quality == Quality::Bad;
        }
        QVERIFY(good > 5);
        QVERIFY(bad >= 1);
    }

    void batches()
    {
        BatchModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setBatches(samples::batches());
        QCOMPARE(model.batch(0).id, BatchId(u"B26-1107"_s)); // newest first
        QCOMPARE(model.rowOf(BatchId(u"B26-1098"_s)), 3);
        model.setBatches({});
    }

    void timeline()
    {
        TimelineModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QVector<JournalEvent> events = samples::events();
        model.setEvents(events.mid(0, 10), [](const ElementId &, Language) { return QString(); });
        model.append(events.mid(10));
        QCOMPARE(model.rowCount(), int(events.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            for (const Language language : {Language::En, Language::Zh}) {
                model.setLanguage(language);
                const QString text = model.index(row, TimelineModel::What).data().toString();
                QVERIFY(!text.isEmpty());
                QVERIFY2(!text.contains(u'{'), qPrintable(text)); // no parameter was left out
                QVERIFY2(!text.startsWith(u"timeline."_s), qPrintable(text));
            }
        }
    }

    void unknownEventStillSaysItsCode()
    {
        JournalEvent event;
        event.code = u"robot.arrived"_s;
        const QString text = eventtext::sentence(
            event, Language::En, [](const ElementId &, Language) { return QString(); });
        QVERIFY(text.contains(u"robot.arrived"_s));
        QCOMPARE(eventtext::kind(event.code), eventtext::Kind::Other);
    }

    void cursors()
    {
        CursorModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        CursorModel::Row row;
        row.tag = samples::trendTags().first();
        row.figures.atA = 37.0;
        row.figures.atB = 37.5;
        model.setRows({row});
        QCOMPARE(model.index(0, CursorModel::Delta).data().toString(), u"+0.500"_s);
        QCOMPARE(model.index(0, CursorModel::Mean).data().toString(), u"–"_s);
        model.setRows({});
    }
};

QTEST_MAIN(TestWidgetModels)
#include "tst_widgetmodels.moc"
