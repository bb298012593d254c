// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/forecastdata.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/jsonreader.h"
#include "resources/resources.h"

#include <QtCore/QDir>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int ForecastSchemaVersion = 1;

double normalShare(double x)
{
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

// Inverse of the normal distribution: P. J. Acklam's rational approximation with one step of
// Halley's method, which makes it exact to about 1e-15.
double normalQuantile(double p)
{
    constexpr double a[] {-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
        1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr double b[] {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
        6.680131188771972e+01, -1.328068155288572e+01};
    constexpr double c[] {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
        -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00};
    constexpr double d[] {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
    constexpr double Tail = 0.02425;
    p = std::clamp(p, 1e-300, 1 - 1e-16);
    const auto tail = [&](double q) {
        return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5])
            / ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
    };
    double x = 0;
    if (p < Tail) {
        x = tail(std::sqrt(-2 * std::log(p)));
    } else if (p > 1 - Tail) {
        x = -tail(std::sqrt(-2 * std::log(1 - p)));
    } else {
        const double q = p - 0.5;
        const double r = q * q;
        x = (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q
            / (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
    }
    const double error = normalShare(x) - p;
    const double step = error * std::sqrt(2 * std::numbers::pi) * std::exp(x * x / 2);
    return x - step / (1 + x * step / 2);
}

// Of a normal distribution cut off at both ends.
double cutQuantile(double centre, double spread, double low, double high, double p)
{
    if (spread <= 0)
        return std::clamp(centre, low, high);
    const double from = normalShare((low - centre) / spread);
    const double to = normalShare((high - centre) / spread);
    return std::clamp(centre + spread * normalQuantile(from + p * (to - from)), low, high);
}

double triangularQuantile(double low, double mode, double high, double p)
{
    const double width = high - low;
    if (width <= 0)
        return low;
    const double left = (mode - low) / width;
    return p < left ? low + std::sqrt(p * width * (mode - low))
                    : high - std::sqrt((1 - p) * width * (high - mode));
}

UncertainNumber readNumber(JsonReader json, const QString &id)
{
    static const QVector<std::pair<QString, UncertainNumber::Kind>> kinds {
        {u"normal"_s, UncertainNumber::Normal}, {u"lognormal"_s, UncertainNumber::Lognormal},
        {u"uniform"_s, UncertainNumber::Uniform}, {u"triangular"_s, UncertainNumber::Triangular}};
    UncertainNumber number;
    number.id = id;
    number.name = json.localized("name");
    number.unit = json.unit("unit");
    number.kind = json.word("kind", kinds);
    number.low = json.number("low");
    number.high = json.number("high");
    number.centre = json.number("centre", (number.low + number.high) / 2);
    number.spread = json.number("spread", 0);
    number.source = json.localized("source");
    if (number.low > number.centre || number.centre > number.high || number.spread < 0)
        json.fail("centre", u"json.rangeOrder"_s);
    return number;
}

CellType readType(JsonReader &json)
{
    CellType type;
    type.id = json.string("id");
    type.name = json.localized("name");
    type.sources = json.strings("sources");
    for (const auto &[key, number] :
        {std::pair {"density", &type.density}, std::pair {"startViability", &type.startViability},
            std::pair {"doublingTime", &type.doublingTime}, std::pair {"lag", &type.lag},
            std::pair {"maximumDensity", &type.maximumDensity},
            std::pair {"cultureViability", &type.cultureViability},
            std::pair {"transduction", &type.transduction}}) {
        JsonReader part = json.object(key);
        *number = readNumber(part, type.id + u'.' + QLatin1String(key));
        part.done();
    }
    json.eachObject("recovery", [&type](JsonReader entry) {
        const QString phase = entry.string("phase");
        type.recovery.insert(phase, readNumber(entry, type.id + u".recovery."_s + phase));
        entry.done();
    });
    json.done();
    return type;
}

} // namespace

double UncertainNumber::quantile(double p) const
{
    switch (kind) {
    case Normal:
        return cutQuantile(centre, spread, low, high, p);
    case Lognormal:
        return low <= 0 || spread <= 0
            ? std::clamp(centre, low, high)
            : std::exp(cutQuantile(std::log(centre), spread, std::log(low), std::log(high), p));
    case Uniform:
        return low + p * (high - low);
    case Triangular:
        break;
    }
    return triangularQuantile(low, centre, high, p);
}

UncertainNumber UncertainNumber::fromRange(
    const QString &id, const LocalizedText &name, const Unit &unit, double low, double high)
{
    UncertainNumber number;
    number.id = id;
    number.name = name;
    number.unit = unit;
    number.low = low;
    number.high = high;
    number.centre = (low + high) / 2;
    number.stated = true;
    return number;
}

Result<ForecastData> ForecastData::read(const QString &folder)
{
    ForecastData data;
    const QDir dir(folder);
    const QStringList names = dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    if (names.isEmpty())
        return Error(u"file.cannotRead"_s, {{u"file"_s, folder}, {u"reason"_s, u"*.json"_s}});
    for (const QString &name : names) {
        const Result<JsonValue> file = readJsonFile(dir.filePath(name));
        if (!file)
            return file.error();
        if (const auto version
            = json::schemaVersion(*file, name, u"cytoloom.forecast"_s, ForecastSchemaVersion);
            !version)
            return version.error();
        JsonReader root(*file, name);
        (void)root.string("schema"); // checked before
        data.m_culture += root.strings("culture");
        data.m_transduction += root.strings("transduction");
        root.eachObject("cells", [&data](JsonReader entry) {
            const CellType type = readType(entry);
            for (const CellType &other : std::as_const(data.m_types)) {
                if (other.id == type.id)
                    entry.fail("id", u"forecast.duplicate"_s, {{u"id"_s, type.id}});
            }
            data.m_types.append(type);
        });
        root.done();
        if (const auto read = root.result(); !read)
            return read.error();
    }
    return data;
}

const ForecastData &ForecastData::shipped()
{
    static const ForecastData data = [] {
        initResources();
        const Result<ForecastData> read = ForecastData::read(u":/cytoloom/forecast"_s);
        Q_ASSERT_X(read.ok(), "ForecastData::shipped",
            qPrintable(read ? QString() : read.error().code() + u' ' + read.error().place.path));
        return *read;
    }();
    return data;
}

const CellType *ForecastData::typeOf(const QString &material) const
{
    const auto known = std::find_if(m_types.begin(), m_types.end(),
        [&material](const CellType &type) { return type.sources.contains(material); });
    return known == m_types.end() ? nullptr : &*known;
}

} // namespace cytoloom
