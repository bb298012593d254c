// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"

#include <QtCore/QLocale>
#include <QtCore/QMap>
#include <QtGui/QGuiApplication>

#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;

namespace {

struct Command
{
    int (*run)(const QStringList &);
    const char *summary;
};

const QMap<QString, Command> &commands()
{
    static const QMap<QString, Command> table {
        {u"validate"_s,
            {cytoloom::validateCommand, "checks a recipe against GMP and equipment rules"}},
        {u"compile"_s, {cytoloom::compileCommand, "proves a recipe; figures and report as PDF"}},
        {u"envelope"_s, {cytoloom::envelopeCommand, "runs a recipe virtually for many donors"}},
        {u"run"_s, {cytoloom::runCommand, "executes one batch"}},
        {u"resume"_s, {cytoloom::resumeCommand, "takes up a batch after a crash"}},
        {u"report"_s, {cytoloom::reportCommand, "writes the batch report"}},
        {u"verify"_s, {cytoloom::verifyCommand, "checks a report or a store for changes"}},
        {u"plant"_s, {cytoloom::plantCommand, "serves the simulated plant on real ports"}},
        {u"drill"_s, {cytoloom::drillCommand, "breaks the simulated plant while batches run"}},
        {u"device"_s, {cytoloom::deviceCommand, "reads, writes and checks one device"}},
        {u"history"_s, {cytoloom::historyCommand, "prints the history of tags"}},
        {u"import"_s, {cytoloom::importCommand, "reads a BatchML recipe"}},
        {u"export"_s, {cytoloom::exportCommand, "writes a recipe as BatchML"}},
        {u"key"_s, {cytoloom::keyCommand, "makes a personal signing key"}},
    };
    return table;
}

/// Qt's remarks on the desktop's folders are no concern of a command line: what stands on stderr is
/// ours alone.
void hearQt(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (!text.startsWith("QStandardPaths:"_L1))
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, text)));
}

void printUsage(std::FILE *stream)
{
    std::fputs("Cytoloom: cell process design, execution and records, without the window.\n\n"
               "Usage: cytoloom-cli COMMAND [arguments]\n\nCommands:\n",
        stream);
    for (auto it = commands().begin(); it != commands().end(); ++it)
        std::fprintf(stream, "  %-9s %s\n", qPrintable(it.key()), it->summary);
    std::fputs("\nEvery command has --help with an example.\n", stream);
}

} // namespace

int main(int argc, char **argv)
{
    // Reports are painted; no window ever opens.
    if (qEnvironmentVariableIsEmpty("CYTOLOOM_CLI_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(hearQt);
    QGuiApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"cytoloom"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CYTOLOOM_VERSION));
    cytoloom::initResources();

    QStringList arguments = QCoreApplication::arguments();
    arguments.removeFirst();
    const QString name = arguments.value(0);
    if (name == "--version"_L1) {
        std::puts("cytoloom-cli " CYTOLOOM_VERSION);
        return 0;
    }
    const auto command = commands().constFind(name);
    if (command == commands().cend()) {
        const bool asked = name == "--help"_L1 || name == "-h"_L1 || name == "help"_L1;
        if (asked || name.isEmpty()) {
            printUsage(asked ? stdout : stderr);
            return asked ? 0 : 2;
        }
        const bool chinese = QLocale::system().language() == QLocale::Chinese;
        const QString text = cytoloom::MessageCatalog::shipped().text(
            cytoloom::Error(u"app.command"_s, {{u"found"_s, name}}),
            chinese ? cytoloom::Language::Zh : cytoloom::Language::En);
        std::fprintf(stderr, "%s\n", text.toUtf8().constData());
        return 2;
    }
    return command->run(arguments);
}
