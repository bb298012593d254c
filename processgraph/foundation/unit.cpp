// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/unit.h"

#include <QtCore/QHash>
#include <QtCore/QMutex>

#include <udunits2.h>

#include <memory>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

struct UnitDeleter
{
    void operator()(ut_unit *unit) const { ut_free(unit); }
};
using UnitPointer = std::unique_ptr<ut_unit, UnitDeleter>;

/// The UDUNITS database with the field's own units. UDUNITS is not thread-safe: one lock for all.
class Database
{
public:
    static Database &shared()
    {
        static Database database; // the library's own table, read once
        return database;
    }

    /// Null when the symbol cannot be read. Caller holds the lock. Shared: looking up the next one
    /// may empty the table.
    std::shared_ptr<ut_unit> find(const QString &symbol)
    {
        const auto known = m_units.constFind(symbol);
        if (known != m_units.cend())
            return *known;
        const QByteArray utf8 = symbol.isEmpty() ? QByteArray("1") : symbol.trimmed().toUtf8();
        // UDUNITS reads "37" as a unit of 37; a unit that starts with a digit must be a power of
        // ten ("1e6/mL", "1/min"), or a slip such as "5mL" would pass.
        UnitPointer unit;
        if (!utf8.isEmpty() && utf8.size() <= 64 && (utf8[0] < '2' || utf8[0] > '9'))
            unit.reset(ut_parse(m_system, utf8.constData(), UT_UTF8));
        if (m_units.size() > 4096) // a hostile file must not grow it without end
            m_units.clear();
        return *m_units.insert(symbol, std::shared_ptr<ut_unit>(std::move(unit)));
    }

    /// Null when the two cannot be converted. Caller holds the lock. Kept, because making one costs
    /// far more than using it.
    std::shared_ptr<cv_converter> converter(const QString &from, const QString &to)
    {
        const QPair<QString, QString> key(from, to);
        const auto known = m_converters.constFind(key);
        if (known != m_converters.cend())
            return *known;
        const std::shared_ptr<ut_unit> source = find(from);
        const std::shared_ptr<ut_unit> target = find(to);
        cv_converter *made
            = source && target ? ut_get_converter(source.get(), target.get()) : nullptr;
        if (m_converters.size() > 4096)
            m_converters.clear();
        std::shared_ptr<cv_converter> kept;
        if (made)
            kept.reset(made, cv_free);
        return *m_converters.insert(key, kept);
    }

    QMutex lock;

private:
    Database()
    {
        ut_set_error_message_handler(ut_ignore); // errors come back as values
        m_system = ut_read_xml(nullptr);
        if (!m_system)
            qFatal(
                "UDUNITS cannot read its database of units; install the package libudunits2-data");
        const UnitPointer one(ut_get_dimensionless_unit_one(m_system));
        for (const char *name : {"cells", "cell", "pH", "MOI"})
            ut_map_name_to_unit(name, UT_UTF8, one.get());
        // Counts of different things do not mix: a colony is no endotoxin unit.
        for (const char *name : {"CFU", "EU", "IU", "TU", "copies"}) {
            const UnitPointer base(ut_new_base_unit(m_system));
            ut_map_name_to_unit(name, UT_UTF8, base.get());
        }
        const UnitPointer perDay(ut_parse(m_system, "1/day", UT_UTF8));
        ut_map_name_to_unit("VVD", UT_UTF8, perDay.get());
        const UnitPointer perMinute(ut_parse(m_system, "1/minute", UT_UTF8));
        ut_map_name_to_unit("rpm", UT_UTF8, perMinute.get());
    }

    ut_system *m_system = nullptr;
    QHash<QString, std::shared_ptr<ut_unit>> m_units;
    QHash<QPair<QString, QString>, std::shared_ptr<cv_converter>> m_converters;
};

// Each thread remembers the pairs that it has asked for: the lock of all would be asked for with
// every number. Null when the two cannot be converted.
std::shared_ptr<cv_converter> converterOf(const QString &from, const QString &to)
{
    thread_local QHash<QPair<QString, QString>, std::shared_ptr<cv_converter>> known;
    const QPair<QString, QString> key(from, to);
    if (const auto found = known.constFind(key); found != known.cend())
        return *found;
    if (known.size() > 1024)
        known.clear();
    Database &database = Database::shared();
    const QMutexLocker locker(&database.lock);
    return *known.insert(key, database.converter(from, to));
}

} // namespace

Result<Unit> Unit::parse(const QString &symbol)
{
    Database &database = Database::shared();
    const QMutexLocker locker(&database.lock);
    if (!database.find(symbol))
        return Error(u"unit.unknown"_s, {{u"unit"_s, symbol.left(64)}});
    return Unit(symbol);
}

bool Unit::isConvertibleTo(const Unit &other) const
{
    if (m_symbol == other.m_symbol)
        return true;
    return converterOf(m_symbol, other.m_symbol) != nullptr;
}

Result<double> Unit::convert(double value, const Unit &to) const
{
    if (m_symbol == to.m_symbol)
        return value;
    const std::shared_ptr<cv_converter> converter = converterOf(m_symbol, to.m_symbol);
    if (!converter)
        return Error(u"unit.incompatible"_s,
            {{u"from"_s, m_symbol.isEmpty() ? u"1"_s : m_symbol},
                {u"to"_s, to.m_symbol.isEmpty() ? u"1"_s : to.m_symbol}});
    return cv_convert_double(converter.get(), value);
}

} // namespace cytoloom
