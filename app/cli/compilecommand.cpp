// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/proofinput.h"
#include "app/session/outputfile.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/compiler/compilejson.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/reports/compilepdf.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

void print(const Console &console, const CompileReport &report)
{
    const Language language = console.language();
    const auto name = [&](const ElementId &id) { return report.nameOf(id).in(language); };
    for (const Finding &finding : report.findings)
        console.line(u"%1 %2: %3%4"_s.arg(toText(finding.severity), finding.rule,
            MessageCatalog::shipped().text(finding.message, language),
            finding.waived ? u" (waived)"_s : QString()));
    console.line(u"rules: %1 passed, %2 violated, %3 waived, %4 not decided, %5 not applicable"_s
                     .arg(report.rulesWith(ProofOutcome::Passed))
                     .arg(report.rulesWith(ProofOutcome::Violated))
                     .arg(report.rulesWith(ProofOutcome::Waived))
                     .arg(report.rulesWith(ProofOutcome::NotAsked))
                     .arg(report.rulesWith(ProofOutcome::NotApplicable)));
    console.line(u"time: %1 as planned (%2 … %3), open %4 at worst"_s.arg(
        toReadable(report.total.nominal), toReadable(report.total.shortest),
        toReadable(report.total.longest), toReadable(report.openTime.longest)));
    for (const VesselFigure &one : report.vessels)
        console.line(u"volume: %1 at most %2 mL at “%3”, %4"_s.arg(name(one.unitProcedure))
                         .arg(one.peak, 0, 'g', 5)
                         .arg(name(one.step), toReadable(one.at)));
    for (const HoldFigure &one : report.holds)
        console.line(u"hold: %1 → %2 at worst %3%4"_s.arg(name(one.from), name(one.to),
            toReadable(one.worst), one.limit ? u" of "_s + toReadable(*one.limit) : QString()));
    if (report.dose && report.dose->dose.isKnown())
        console.line(
            u"dose: %1 asked, %2 as planned (%3 … %4), 1e6 cells"_s.arg(report.dose->dose.least)
                .arg(report.dose->figure[1], 0, 'g', 5)
                .arg(report.dose->figure[0], 0, 'g', 5)
                .arg(report.dose->figure[2], 0, 'g', 5));
    console.line(u"%1 finding(s), %2 error(s)"_s.arg(report.findings.size()).arg(report.errors()));
}

} // namespace

int compileCommand(const QStringList &arguments)
{
    Console console(
        u"compile RECIPE [--plant PLANT] [--binding FILE] [--profile CN|EU|US] [--out FILE.pdf]"_s,
        u"Proves a master recipe and works out its figures: volumes, holds, times, dose, staff,\n"
        "materials, and on which assumptions.\n"
        "Exit 0: no errors; 1: errors found; 2: cannot read or write."_s,
        u"cytoloom-cli compile cart.cyrecipe.json --plant demo.cyplant.json --out proof.pdf"_s);
    console.parser().addOption({u"plant"_s, u"Check against this plant, too."_s, u"file"_s});
    console.parser().addOption(
        {u"binding"_s, u"Check this planned batch: lots, people, times."_s, u"file"_s});
    console.parser().addOption({u"profile"_s, u"Rule profile."_s, u"CN|EU|US"_s, u"CN"_s});
    console.parser().addOption(
        {u"runs"_s, u"With --out: so many virtual donors for the report; 0: no donor envelope."_s,
            u"n"_s, u"2000"_s});
    console.parser().addOption({u"out"_s, u"Write the compile report as PDF."_s, u"file.pdf"_s});
    console.parse(arguments, 1);

    const Result<ValidationInput> input = readProofInput(console);
    if (!input)
        return console.fail(input.error());
    const CompileReport report = makeCompileReport(*input, Catalog::shipped());
    if (console.isSet(u"out"_s)) {
        // A recipe that cannot be run has a report all the same, without this section.
        std::optional<DonorEnvelope> donors;
        if (console.value(u"runs"_s) != "0"_L1) {
            auto made = makeDonorEnvelope(*input, Catalog::shipped(),
                {qint64(std::min(console.number(u"runs"_s), 1e9)), 1, 2});
            if (made)
                donors = std::move(*made);
            else if (made.error().code() == "envelope.runs"_L1)
                return console.fail(made.error());
        }
        const Result<PaintedPdf> pdf = paintCompileReport(report, console.language(),
            QStringLiteral(CYTOLOOM_VERSION), donors ? &*donors : nullptr);
        if (!pdf)
            return console.fail(pdf.error());
        if (const auto written = writeOutput(console.value(u"out"_s), pdf->bytes, "%PDF-");
            !written)
            return console.fail(written.error());
    }
    print(console, report);
    console.object(toJson(report, console.language()));
    return report.errors() == 0 ? Console::Done : Console::Found;
}

} // namespace cytoloom
