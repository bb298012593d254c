// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/clausewords.h"

#include "processgraph/foundation/jsonreader.h"
#include "resources/resources.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using Words = QHash<QString, LocalizedText>;

struct Shipped
{
    Words documents, clauses;
    Words whole; ///< both in one text
};

void readWords(JsonReader &root, const char *key, Words &words)
{
    root.eachObject(key, [&words](JsonReader entry) {
        LocalizedText text;
        const QString as = entry.string("as");
        text.en = entry.string("en");
        text.zh = entry.string("zh");
        words.insert(as, text);
        entry.done();
    });
}

QString in(const Words &words, const QString &text, Language language)
{
    const auto found = words.constFind(text);
    return found == words.cend() ? text : found->in(language);
}

QString joined(const QString &document, const QString &clause)
{
    return (document + u' ' + clause).trimmed();
}

const Shipped &shipped()
{
    static const Shipped words = [] {
        initResources();
        Shipped made;
        const QString name = u":/cytoloom/rules/words/clauses.json"_s;
        const Result<JsonValue> file = readJsonFile(name);
        Q_ASSERT_X(file.ok(), "clausewords", qPrintable(name));
        JsonReader root(*file, name);
        (void)root.string("schema");
        readWords(root, "documents", made.documents);
        readWords(root, "clauses", made.clauses);
        root.done();
        Q_ASSERT_X(root.result().ok(), "clausewords", qPrintable(name));
        for (const RuleDefinition &rule : RuleSet::shipped().rules()) {
            for (const RuleClause &one : rule.basis) {
                LocalizedText text;
                text.en = joined(in(made.documents, one.document, Language::En),
                    in(made.clauses, one.clause, Language::En));
                text.zh = joined(in(made.documents, one.document, Language::Zh),
                    in(made.clauses, one.clause, Language::Zh));
                made.whole.insert(joined(one.document, one.clause), text);
            }
        }
        return made;
    }();
    return words;
}

} // namespace

QString clausewords::document(const QString &document, Language language)
{
    return in(shipped().documents, document, language);
}

QString clausewords::clause(const QString &clause, Language language)
{
    return in(shipped().clauses, clause, language);
}

QString clausewords::text(const RuleClause &clause, Language language)
{
    return joined(
        document(clause.document, language), clausewords::clause(clause.clause, language));
}

QString clausewords::text(const QString &documentAndClause, Language language)
{
    return in(shipped().whole, documentAndClause, language);
}

} // namespace cytoloom
