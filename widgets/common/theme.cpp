// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include "widgets/common/svgiconengine.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtGui/QGuiApplication>
#include <QtGui/QScreen>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

Theme Theme::light()
{
    Theme t;
    t.canvas = QColor(0xE9, 0xEC, 0xEF);
    t.surface = QColor(0xF4, 0xF6, 0xF8);
    t.raised = QColor(0xFF, 0xFF, 0xFF);
    t.line = QColor(0xC9, 0xD0, 0xD6);
    t.strongLine = QColor(0x8A, 0x94, 0x9E);
    t.text = QColor(0x1E, 0x2A, 0x35);
    t.muted = QColor(0x5A, 0x66, 0x72);
    t.accent = QColor(0x0A, 0x6C, 0x8F);
    t.idle = QColor(0xDD, 0xE2, 0xE7);
    t.running = QColor(0xFF, 0xFF, 0xFF);
    t.done = QColor(0xB8, 0xC2, 0xCC);
    t.alarm[0] = QColor(0xC8, 0x10, 0x2E);
    t.alarm[1] = QColor(0xE0, 0x6C, 0x00);
    t.alarm[2] = QColor(0xD9, 0xA4, 0x00);
    t.alarm[3] = QColor(0x7A, 0x4F, 0xBF);
    t.passed = QColor(0x2E, 0x7D, 0x32);
    t.quarantine = QColor(0xB7, 0x79, 0x1F);
    t.rejected = QColor(0xB3, 0x26, 0x1E);
    const QRgb pens[7] = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00, 0x000000};
    std::transform(std::begin(pens), std::end(pens), t.pens, [](QRgb rgb) { return QColor(rgb); });
    return t;
}

Theme Theme::darkSet()
{
    Theme t;
    t.dark = true;
    t.canvas = QColor(0x10, 0x16, 0x1C);
    t.surface = QColor(0x17, 0x1F, 0x27);
    t.raised = QColor(0x1F, 0x29, 0x33);
    t.line = QColor(0x36, 0x43, 0x4F);
    t.strongLine = QColor(0x6E, 0x7D, 0x8B);
    t.text = QColor(0xE8, 0xED, 0xF1);
    t.muted = QColor(0xA4, 0xB1, 0xBC);
    t.accent = QColor(0x55, 0xB9, 0xDE);
    t.idle = QColor(0x26, 0x31, 0x3B);
    t.running = QColor(0x1F, 0x29, 0x33);
    t.done = QColor(0x40, 0x4E, 0x5A);
    t.alarm[0] = QColor(0xFF, 0x5A, 0x6B);
    t.alarm[1] = QColor(0xFF, 0x92, 0x33);
    t.alarm[2] = QColor(0xF2, 0xC2, 0x38);
    t.alarm[3] = QColor(0xB3, 0x94, 0xE8);
    t.passed = QColor(0x6C, 0xC0, 0x70);
    t.quarantine = QColor(0xE3, 0xAC, 0x4A);
    t.rejected = QColor(0xF2, 0x78, 0x6E);
    // Okabe–Ito, lifted where the original would sink into the dark ground; black becomes white.
    const QRgb pens[7] = {0x4DA3DC, 0xE69F00, 0x24B98F, 0xDB93BB, 0x7FCBF0, 0xEE7B33, 0xE8EDF1};
    std::transform(std::begin(pens), std::end(pens), t.pens, [](QRgb rgb) { return QColor(rgb); });
    return t;
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, surface);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, raised);
    p.setColor(QPalette::AlternateBase, surface);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, muted);
    p.setColor(QPalette::Button, raised);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, alarm[0]);
    p.setColor(QPalette::Light, raised);
    p.setColor(QPalette::Midlight, surface);
    p.setColor(QPalette::Mid, line);
    p.setColor(QPalette::Dark, strongLine);
    p.setColor(QPalette::Shadow, text);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, dark ? canvas : raised);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::ToolTipBase, text);
    p.setColor(QPalette::ToolTipText, raised);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, strongLine);
    p.setColor(QPalette::Disabled, QPalette::Highlight, line);
    return p;
}

QString Theme::styleSheet() const
{
    QFile file(u":/cytoloom/styles/theme.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());

    const auto mix = [](const QColor &a, const QColor &b, double part) {
        return QColor::fromRgbF(float(a.redF() * (1 - part) + b.redF() * part),
            float(a.greenF() * (1 - part) + b.greenF() * part),
            float(a.blueF() * (1 - part) + b.blueF() * part));
    };
    const QHash<QString, QString> tokens {
        {u"canvas"_s, canvas.name()},
        {u"surface"_s, surface.name()},
        {u"raised"_s, raised.name()},
        {u"line"_s, line.name()},
        {u"strongLine"_s, strongLine.name()},
        {u"text"_s, text.name()},
        {u"muted"_s, muted.name()},
        {u"accent"_s, accent.name()},
        {u"onAccent"_s, (dark ? canvas : raised).name()},
        {u"accentHover"_s, mix(accent, text, 0.15).name()},
        {u"accentPressed"_s, mix(accent, text, 0.30).name()},
        {u"accentSoft"_s, mix(raised, accent, dark ? 0.22 : 0.10).name()},
        {u"hover"_s, mix(raised, text, 0.05).name()},
        {u"pressed"_s, mix(raised, text, 0.12).name()},
        {u"idle"_s, idle.name()},
        {u"danger"_s, alarm[0].name()},
        {u"dangerSoft"_s, mix(raised, alarm[0], 0.10).name()},
        {u"warning"_s, alarm[1].name()},
        {u"passed"_s, passed.name()},
        {u"rejected"_s, rejected.name()},
        {u"tone"_s, dark ? u"dark"_s : u"light"_s},
        {u"caption"_s, QString::number(caption)},
        {u"body"_s, QString::number(body)},
        {u"section"_s, QString::number(section)},
        {u"page"_s, QString::number(page)},
        {u"panelCaption"_s, QString::number(panelCaption)},
        {u"panelBody"_s, QString::number(panelBody)},
        {u"panelSection"_s, QString::number(panelSection)},
        {u"panelPage"_s, QString::number(panelPage)},
    };
    QString sheet;
    sheet.reserve(source.size() * 2);
    static const QRegularExpression token(u"@\\{?(\\w+)\\}?"_s);
    qsizetype copied = 0;
    for (auto it = token.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        sheet += QStringView(source).mid(copied, match.capturedStart() - copied);
        const QString value = tokens.value(match.captured(1));
        Q_ASSERT_X(!value.isEmpty(), "Theme", qPrintable(match.captured()));
        sheet += value;
        copied = match.capturedEnd();
    }
    sheet += QStringView(source).mid(copied);
    return sheet;
}

QFont Theme::font(int pixels, bool bold)
{
    QFont font;
    font.setFamilies({u"Noto Sans"_s, u"Noto Sans CJK SC"_s, u"Noto Sans Symbols2"_s});
    font.setPixelSize(pixels);
    font.setWeight(bold ? QFont::Bold : QFont::Normal);
    return font;
}

QFont Theme::digits(int pixels, bool bold)
{
    // The digits of Noto Sans have one width by design; kerning is what would move them.
    QFont digits = font(pixels, bold);
    digits.setKerning(false);
    return digits;
}

QIcon Theme::icon(const QString &name, const QColor &colour)
{
    QFile file(u":/cytoloom/icons/%1.svg"_s.arg(name));
    if (name.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new SvgIconEngine(file.readAll(), colour));
}

int Theme::millimetres(double millimetres)
{
    double dotsPerInch = 96;
    if (const QScreen *screen = QGuiApplication::primaryScreen()) {
        // Projectors and virtual screens report nonsense; then a usual desktop density holds.
        const double reported = screen->physicalDotsPerInch();
        if (reported >= 60 && reported <= 400)
            dotsPerInch = reported;
    }
    return int(std::lround(millimetres * dotsPerInch / 25.4));
}

} // namespace cytoloom
