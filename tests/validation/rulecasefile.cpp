// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/rulecasefile.h"

#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "tests/support/signing.h"
#include "tests/validation/jsonedit.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>

namespace cytoloom::test {

using namespace Qt::StringLiterals;

namespace {

QString recipeFile(const QString &recipe)
{
    return recipe == "msc"_L1 ? u":/cytoloom/demo/msc-wharton.cyrecipe.json"_s
                              : u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s;
}

QJsonObject jsonOf(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString words(const Error &error)
{
    return MessageCatalog::shipped().text(error, Language::En) + u' ' + error.place.path;
}

template <class T, class Read>
std::optional<T> edited(
    const QString &fileName, const QJsonArray &edits, Read read, QString &problem)
{
    QJsonObject file = jsonOf(fileName);
    if (problem.isEmpty())
        problem = applyEdits(file, edits);
    const Result<T> result = read(textOf(file), fileName);
    if (!result && problem.isEmpty())
        problem = words(result.error());
    return result ? std::optional<T>(*result) : std::nullopt;
}

} // namespace

QString RuleCaseFile::folder()
{
    return QStringLiteral(CYTOLOOM_TEST_DATA) + u"/rules"_s;
}

QStringList RuleCaseFile::all()
{
    QDirIterator files(folder(), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    QStringList names;
    while (files.hasNext())
        names << QDir(folder()).relativeFilePath(files.next());
    names.sort();
    return names;
}

ValidationInput RuleCaseFile::shipped(const QString &recipe, bool bound, Profile profile)
{
    ValidationInput input;
    QString problem;
    input.recipe = *edited<MasterRecipe>(recipeFile(recipe), {}, readRecipe, problem);
    input.plant = edited<Plant>(u":/cytoloom/demo/demo.cyplant.json"_s, {}, readPlant, problem);
    if (bound)
        input.binding = edited<BatchBinding>(
            u":/cytoloom/demo/cart.cybinding.json"_s, {}, readBinding, problem);
    input.profile = profile;
    return input;
}

RuleCaseFile RuleCaseFile::load(const QString &name)
{
    const QJsonObject file = jsonOf(folder() + u'/' + name);
    RuleCaseFile one;
    if (file[u"why"_s].toString().isEmpty())
        one.problem = u"no \"why\""_s;
    const QJsonObject edits = file[u"edits"_s].toObject();
    const QString recipe = recipeFile(file[u"recipe"_s].toString());
    const auto parts = [&](ValidationInput &input, bool isBase) {
        const auto of
            = [&](const QString &part) { return isBase ? QJsonArray() : edits[part].toArray(); };
        if (auto read = edited<MasterRecipe>(recipe, of(u"recipe"_s), readRecipe, one.problem))
            input.recipe = *read;
        // The slip was there when people signed; a case about the signatures says so by an edit.
        const QJsonArray changes = of(u"recipe"_s);
        if (std::none_of(changes.begin(), changes.end(), [](const QJsonValue &edit) {
                return edit[u"at"_s].toString().startsWith("approv"_L1);
            }))
            signAgain(input.recipe);
        if (file[u"plant"_s].toBool(true))
            input.plant = edited<Plant>(
                u":/cytoloom/demo/demo.cyplant.json"_s, of(u"plant"_s), readPlant, one.problem);
        if (file[u"binding"_s].toBool(false))
            input.binding = edited<BatchBinding>(u":/cytoloom/demo/cart.cybinding.json"_s,
                of(u"binding"_s), readBinding, one.problem);
        const QString profile = file[u"profile"_s].toString(u"CN"_s);
        input.profile = profile == "EU"_L1 ? Profile::EU
            : profile == "US"_L1           ? Profile::US
                                           : Profile::CN;
    };
    parts(one.base, true);
    parts(one.input, false);
    for (const QJsonValue &code : file[u"findings"_s].toArray())
        one.findings << code.toString();
    one.findings.sort();
    return one;
}

} // namespace cytoloom::test
