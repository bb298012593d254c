// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/clickprobe.h"
#include "app/desktop/demofiles.h"
#include "app/desktop/mainwindow.h"
#include "app/desktop/pictures.h"
#include "app/desktop/startuptime.h"
#include "app/desktop/workspace.h"
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

#include <cstdio>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

Language chooseLanguage(const QString &asked)
{
    const QString word = asked.isEmpty() ? QSettings().value(u"language"_s).toString() : asked;
    if (!word.isEmpty())
        return word == "zh"_L1 ? Language::Zh : Language::En;
    return QLocale::system().language() == QLocale::Chinese ? Language::Zh : Language::En;
}

/// Without people in front: what fails is printed and ends the program, prompts are answered.
void demonstration(const QCommandLineParser &parser, MainWindow &window, Workspace &workspace)
{
    const auto giveUp = [](const Error &error) {
        std::fprintf(
            stderr, "%s\n", qPrintable(MessageCatalog::shipped().text(error, Language::En)));
        QCoreApplication::exit(3);
    };
    QObject::connect(&workspace, &Workspace::openFailed, &workspace, giveUp);
    QObject::connect(&workspace.recipes(), &RecipeDesk::failed, &workspace, giveUp);
    QObject::connect(&workspace.run(), &RunDesk::failed, &workspace, giveUp);
    if (parser.isSet(u"run"_s))
        workspace.setAnswerer(Answerer());
    const QString batch = parser.value(u"run"_s);
    const double speed = parser.value(u"speed"_s).toDouble();
    const int clicks = parser.value(u"click-latency"_s).toInt();
    const QString folder = parser.value(u"pictures"_s);
    const QString shown = parser.value(u"batch"_s);
    const int wait = int(parser.value(u"pictures-after"_s).toDouble() * 1000);
    QObject::connect(&workspace, &Workspace::opened, &workspace,
        [&window, &workspace, batch, speed, clicks, folder, shown, wait,
            scenes = parser.values(u"scene"_s)] {
            if (!batch.isEmpty()) {
                BatchHeader header;
                header.id = BatchId(batch);
                header.identity = u"C-7K42-09"_s;
                header.shape = u"triangle"_s;
                header.colour = u"#0072B2"_s;
                workspace.run().start(workspace.document().recipe(), header, speed);
            }
            if (clicks > 0) {
                auto *probe = new ClickProbe(window, clicks, &window);
                QObject::connect(
                    probe, &ClickProbe::finished, &window, [] { QCoreApplication::exit(0); });
                QObject::connect(&workspace.run(), &RunDesk::started, probe, &ClickProbe::start);
            }
            if (!folder.isEmpty()) {
                auto *pictures = new Pictures(window, workspace, folder, shown);
                pictures->setScenes(scenes);
                QTimer::singleShot(wait, pictures, &Pictures::start);
            }
        });
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"cytoloom"_s);
    QCoreApplication::setOrganizationName(u"cytoloom"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CYTOLOOM_VERSION));
    QApplication::setStyle(u"Fusion"_s); // the base that the style sheet is drawn for
    initResources();

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Cytoloom (胞织): draw, prove, run and record cell processes."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"recipe"_s, u"A recipe to open."_s, u"[recipe]"_s);
    parser.addOption({u"plant"_s, u"The plant to open."_s, u"file"_s});
    parser.addOption({u"store"_s, u"The store to open."_s, u"file"_s});
    parser.addOption({u"lang"_s, u"Language: zh or en."_s, u"zh|en"_s});
    parser.addOption(
        {u"run"_s, u"Start this batch on the demo plant and answer its prompts (demonstration)."_s,
            u"batch"_s});
    parser.addOption({u"speed"_s, u"Speed of that batch."_s, u"N"_s, u"1000"_s});
    parser.addOption(
        {u"pictures"_s, u"Take a picture of every page into this folder, and end."_s, u"folder"_s});
    parser.addOption(
        {u"pictures-after"_s, u"Seconds to wait before the pictures."_s, u"seconds"_s, u"3"_s});
    parser.addOption({u"scene"_s,
        u"Take only this picture (design, compile, risk, …); may be given several times."_s,
        u"name"_s});
    parser.addOption({u"batch"_s, u"The batch that the pictures show in the records."_s, u"no"_s});
    parser.addOption({u"dark"_s, u"Begin with the dark look."_s});
    parser.addOption({u"click-latency"_s,
        u"With --run: click through the pages N times, print how long the window took to answer, "
        "and end."_s,
        u"N"_s, u"0"_s});
    parser.addOption({u"startup-time"_s, u"Print the milliseconds until the first paint."_s});
    parser.process(application);
    if (parser.isSet(u"pictures"_s)) // settings, blocks and drafts of a person stay as they are
        QCoreApplication::setApplicationName(u"cytoloom-pictures"_s);

    MainWindow window(Catalog::shipped(), chooseLanguage(parser.value(u"lang"_s)));
    window.resize(1440, 900);
    if (parser.isSet(u"dark"_s))
        window.setDark(true);
    Workspace workspace(window, Catalog::shipped());
    const bool demonstrate = parser.isSet(u"run"_s) || parser.isSet(u"pictures"_s);
    if (demonstrate)
        demonstration(parser, window, workspace);
    const auto openPlant = [&] {
        if (demonstrate || parser.isSet(u"store"_s) || parser.isSet(u"plant"_s))
            workspace.openPlant(
                parser.isSet(u"plant"_s) ? parser.value(u"plant"_s) : demofiles::Plant,
                parser.value(u"store"_s));
    };
    const QString recipe
        = parser.positionalArguments().value(0, demonstrate ? demofiles::CarT : QString());
    if (recipe.isEmpty()) {
        window.showWelcome();
        openPlant();
    } else {
        window.showPage(PageId::Design);
        workspace.recipes().open(recipe, openPlant);
    }
    if (parser.isSet(u"startup-time"_s))
        printStartupTime(window);
    window.show();
    return QApplication::exec();
}
