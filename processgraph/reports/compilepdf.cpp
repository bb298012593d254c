// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/compilepdf.h"

#include "processgraph/compiler/compilejson.h"
#include "processgraph/reports/compilesections.h"

#include <QtCore/QCryptographicHash>

namespace cytoloom {

using namespace Qt::StringLiterals;

Result<PaintedPdf> paintCompileReport(const CompileReport &report, Language language,
    const QString &software, const DonorEnvelope *donors)
{
    const CompileWords words(language);
    const QByteArray json = toJson(report, language).toJson();
    const QString hash
        = QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
    const QString recipe = u"%1 v%2"_s.arg(report.recipe.id.value()).arg(report.recipe.version);
    ReportPages::Frame frame;
    frame.title = words.word("notRecord") + u" · "_s + report.recipe.product.in(language);
    frame.batch = recipe + u" · "_s + words.status(report.recipe.status);
    frame.line = u"%1 %2 · %3 %4"_s.arg(
        words.word("profile"), toText(report.profile), words.word("recipeHash"), report.recipeHash);
    frame.foot = u"Cytoloom %1 · compile.json SHA-256 %2"_s.arg(software, hash);
    frame.page = words.word("page");
    return paintPages(words.word("title") + u' ' + recipe, u"Cytoloom "_s + software, frame,
        {u"compile.json"_s, json, u"application/json"_s}, [&](ReportPages &pages) {
            CompileSections sections(report, words, pages);
            sections.write(donors);
        });
}

} // namespace cytoloom
