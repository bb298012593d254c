// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/startbatchdialog.h"

#include "widgets/common/cardbutton.h"
#include "widgets/common/identitytoken.h"
#include "widgets/common/shapes.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QPainter>
#include <QtGui/QPixmap>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double Speeds[] = {1, 10, 100, 1000, 5000};

QIcon tokenIcon(const QString &shape, const QColor &colour, const QColor &edge)
{
    QPixmap picture(48, 48);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edge, 2));
    painter.setBrush(colour);
    painter.drawPath(shapes::identity(shape, QRectF(4, 4, 40, 40)));
    return QIcon(picture);
}

} // namespace

StartBatchDialog::StartBatchDialog(const Theme &theme, const QVector<RecipeChoice> &recipes,
    bool simulatedPlant, Language language, QWidget *parent)
    : QDialog(parent)
    , m_recipes(recipes)
    , m_simulated(simulatedPlant)
    , m_recipeButtons(new QButtonGroup(this))
    , m_shapeButtons(new QButtonGroup(this))
    , m_colourButtons(new QButtonGroup(this))
    , m_speedButtons(new QButtonGroup(this))
    , m_number(new QLineEdit(this))
    , m_identity(new QLineEdit(this))
    , m_bindingText(new QLabel(this))
    , m_bindingAdd(new QPushButton(this))
    , m_bindingRemove(new QPushButton(this))
    , m_preview(new IdentityToken(theme, this))
    , m_hint(new QLabel(this))
    , m_start(new QPushButton(this))
{
    setWindowTitle(tr("Start a batch"));
    setPalette(theme.palette());
    resize(940, 660);
    auto *heading = new QLabel(tr("Start a batch"), this);
    heading->setFont(Theme::font(Theme::panelSection, true));
    m_number->setObjectName(u"batch-number"_s);
    m_identity->setObjectName(u"identity"_s);
    for (QLineEdit *edit : {m_number, m_identity}) {
        edit->setFont(Theme::digits(Theme::panelBody, true));
        edit->setMinimumHeight(44);
        edit->setMaxLength(40);
    }
    m_identity->setPlaceholderText(tr("Coded, never a name: e.g. C-7K42-09"));

    auto *form = new QVBoxLayout;
    form->setSpacing(Theme::space2);
    const auto field = [&](const QString &title, QWidget *widget) {
        auto *label = new QLabel(title, this);
        label->setFont(Theme::font(14, true));
        label->setBuddy(widget);
        form->addWidget(label);
        form->addWidget(widget);
        form->addSpacing(Theme::space2);
    };
    field(tr("Batch number"), m_number);
    field(tr("Coded identity"), m_identity);
    field(tr("Identity token: shape and colour"), tokenChooser(theme));
    form->addWidget(m_preview, 0, Qt::AlignLeft);
    form->addSpacing(Theme::space2);
    auto *speeds = new QWidget(this);
    auto *speedRow = new QHBoxLayout(speeds);
    speedRow->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < int(std::size(Speeds)); ++i) {
        auto *button = new QPushButton(u"×%1"_s.arg(Speeds[i]), speeds);
        button->setCheckable(true);
        button->setChecked(i == 3);
        button->setMinimumHeight(44);
        button->setAutoDefault(false);
        m_speedButtons->addButton(button, i);
        speedRow->addWidget(button);
    }
    if (simulatedPlant)
        field(tr("Speed of the simulation"), speeds);
    else
        speeds->hide();
    form->addStretch();

    auto *columns = new QHBoxLayout;
    columns->setSpacing(Theme::space5);
    auto *left = new QVBoxLayout;
    left->setSpacing(Theme::space3);
    left->addWidget(recipeList(theme, language), 1);
    left->addWidget(bindingRow(theme));
    columns->addLayout(left, 1);
    columns->addLayout(form, 1);

    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_start->setText(simulatedPlant ? tr("Start simulated batch") : tr("Start batch"));
    m_start->setProperty("role", u"primary"_s);
    m_start->setObjectName(u"start"_s);
    for (QPushButton *button : {cancel, m_start}) {
        button->setFont(Theme::font(Theme::panelBody, true));
        button->setMinimumSize(Theme::millimetres(50), std::max(Theme::millimetres(18), 60));
        button->setAutoDefault(false);
    }
    m_hint->setFont(Theme::font(15));
    m_hint->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::space4);
    buttons->addWidget(m_hint, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_start);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, Theme::space5, Theme::space5, Theme::space5);
    layout->setSpacing(Theme::space4);
    layout->addWidget(heading);
    layout->addLayout(columns, 1);
    layout->addLayout(buttons);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, [this] {
        Q_EMIT startRequested(request());
        accept();
    });
    for (QLineEdit *edit : {m_number, m_identity})
        connect(edit, &QLineEdit::textChanged, this, &StartBatchDialog::check);
    for (QButtonGroup *group : {m_recipeButtons, m_shapeButtons, m_colourButtons})
        connect(group, &QButtonGroup::idToggled, this, &StartBatchDialog::check);
    check();
}

QWidget *StartBatchDialog::recipeList(const Theme &theme, Language language)
{
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    auto *content = new QWidget;
    auto *list = new QVBoxLayout(content);
    list->setContentsMargins(0, 0, 4, 0);
    list->setSpacing(Theme::space3);
    for (int i = 0; i < m_recipes.size(); ++i) {
        const RecipeChoice &recipe = m_recipes[i];
        auto *card = new CardButton(theme, content);
        card->setCheckable(true);
        card->setIconName(u"recipe"_s);
        card->setObjectName(u"recipe-%1"_s.arg(i));
        card->setTexts(recipe.name.in(language),
            recipe.unusable.isEmpty() ? recipe.product.in(language) : recipe.unusable,
            recipe.version);
        card->setFixedHeight(140);
        card->setEnabled(recipe.unusable.isEmpty());
        m_recipeButtons->addButton(card, i);
        list->addWidget(card);
    }
    if (m_recipes.isEmpty())
        list->addWidget(
            new QLabel(tr("There is no approved recipe. Approve one under Design first.")));
    list->addStretch();
    area->setWidget(content);
    for (int i = 0; i < m_recipes.size(); ++i) {
        if (m_recipes[i].unusable.isEmpty()) {
            m_recipeButtons->button(i)->setChecked(true);
            break;
        }
    }
    return area;
}

QWidget *StartBatchDialog::bindingRow(const Theme &theme)
{
    auto *row = new QWidget(this);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space1);
    auto *title = new QLabel(tr("Batch binding: lots, people, rooms"), row);
    title->setFont(Theme::font(14, true));
    layout->addWidget(title);
    auto *line = new QHBoxLayout;
    line->setSpacing(Theme::space2);
    m_bindingText->setObjectName(u"binding-name"_s);
    m_bindingText->setWordWrap(true);
    m_bindingAdd->setObjectName(u"binding-add"_s);
    m_bindingAdd->setText(tr("Choose…"));
    m_bindingRemove->setObjectName(u"binding-remove"_s);
    m_bindingRemove->setIcon(Theme::icon(u"close"_s, theme.text));
    m_bindingRemove->setToolTip(tr("Start without a binding"));
    m_bindingRemove->setAccessibleName(m_bindingRemove->toolTip());
    line->addWidget(m_bindingText, 1);
    for (QPushButton *button : {m_bindingAdd, m_bindingRemove}) {
        button->setMinimumHeight(44);
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    layout->addLayout(line);
    connect(m_bindingAdd, &QPushButton::clicked, this, &StartBatchDialog::bindingRequested);
    connect(m_bindingRemove, &QPushButton::clicked, this, [this] { setBinding({}, {}); });
    setBinding({}, {});
    return row;
}

void StartBatchDialog::setBinding(const QString &name, const std::optional<BatchBinding> &binding)
{
    m_binding = binding;
    m_bindingText->setText(binding
            ? tr("%1 · batch %2").arg(name, binding->batch.value())
            : tr("None: rules about lots, people and rooms are not judged in this run."));
    m_bindingRemove->setVisible(binding.has_value());
    if (binding) {
        for (int i = 0; i < m_recipes.size(); ++i) {
            const RecipeChoice &each = m_recipes[i];
            if (each.unusable.isEmpty() && each.recipe == binding->recipe
                && each.recipeVersion == binding->recipeVersion)
                m_recipeButtons->button(i)->setChecked(true);
        }
        if (!binding->batch.isEmpty() && !m_used.contains(binding->batch.value()))
            m_number->setText(binding->batch.value());
    }
    check();
}

void StartBatchDialog::setBindingRefused(const QString &why)
{
    setBinding({}, {});
    m_bindingText->setText(why);
}

/// Lots and people of another batch must not come to this one.
QString StartBatchDialog::bindingProblem(const StartBatchRequest &wanted) const
{
    if (!m_binding)
        return {};
    const RecipeChoice &chosen = m_recipes[m_recipeButtons->checkedId()];
    if (m_binding->recipe != chosen.recipe || m_binding->recipeVersion != chosen.recipeVersion)
        return tr(
            "The binding is of %1 version %2, another recipe. Choose another binding or none.")
            .arg(m_binding->recipe.value())
            .arg(m_binding->recipeVersion);
    if (!m_binding->batch.isEmpty() && m_binding->batch != wanted.header.id)
        return tr(
            "The binding plans batch %1. Give that number, or choose another binding or none.")
            .arg(m_binding->batch.value());
    return {};
}

QWidget *StartBatchDialog::tokenChooser(const Theme &theme)
{
    auto *widget = new QWidget(this);
    auto *rows = new QVBoxLayout(widget);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(Theme::space1);
    const auto row = [&](QButtonGroup *group, const QStringList &values, auto icon, auto word) {
        auto *line = new QHBoxLayout;
        line->setSpacing(Theme::space1);
        for (int i = 0; i < values.size(); ++i) {
            auto *button = new QPushButton(widget);
            button->setCheckable(true);
            button->setIcon(icon(values[i]));
            button->setIconSize({24, 24});
            button->setMinimumSize(44, 44);
            button->setProperty("key", true);
            button->setToolTip(word(values[i]));
            button->setAccessibleName(word(values[i]));
            button->setAutoDefault(false);
            group->addButton(button, i);
            line->addWidget(button);
        }
        line->addStretch();
        group->button(0)->setChecked(true);
        rows->addLayout(line);
    };
    row(
        m_shapeButtons, shapes::identityShapes(),
        [&](const QString &shape) { return tokenIcon(shape, theme.done, theme.text); },
        shapes::shapeWord);
    row(
        m_colourButtons, shapes::identityColours(),
        [&](const QString &colour) {
            return tokenIcon(u"square"_s, QColor(colour),
                QColor(colour) == Qt::black ? theme.strongLine : QColor(colour));
        },
        shapes::colourWord);
    return widget;
}

void StartBatchDialog::setSuggestedBatch(const QString &number)
{
    m_number->setText(number);
}

void StartBatchDialog::setSuggestedIdentity(const QString &identity)
{
    m_identity->setText(identity);
}

void StartBatchDialog::setUsedBatches(const QStringList &numbers)
{
    m_used = numbers;
    check();
}

void StartBatchDialog::chooseRecipe(const QString &key)
{
    for (int i = 0; i < m_recipes.size(); ++i) {
        if (m_recipes[i].key == key && m_recipes[i].unusable.isEmpty())
            m_recipeButtons->button(i)->setChecked(true);
    }
}

StartBatchRequest StartBatchDialog::request() const
{
    StartBatchRequest request;
    const int recipe = m_recipeButtons->checkedId();
    request.recipe = recipe >= 0 ? m_recipes[recipe].key : QString();
    request.header.id = BatchId(m_number->text().trimmed());
    request.header.identity = m_identity->text().trimmed();
    request.header.shape = shapes::identityShapes().value(m_shapeButtons->checkedId());
    request.header.colour = shapes::identityColours().value(m_colourButtons->checkedId());
    request.header.simulated = m_simulated;
    request.binding = m_binding;
    request.speed = m_simulated ? Speeds[std::max(0, m_speedButtons->checkedId())] : 1.0;
    return request;
}

QString StartBatchDialog::problem() const
{
    const StartBatchRequest wanted = request();
    if (wanted.recipe.isEmpty())
        return tr("Choose a recipe.");
    if (wanted.header.id.isEmpty())
        return tr("Give the batch a number.");
    if (m_used.contains(wanted.header.id.value()))
        return tr("Batch number %1 is taken.").arg(wanted.header.id.value());
    if (wanted.header.identity.isEmpty())
        return tr("Give the coded identity.");
    static const QRegularExpression coded(u"^[A-Za-z0-9][A-Za-z0-9._/-]{2,}$"_s);
    if (!coded.match(wanted.header.identity).hasMatch())
        return tr("A coded identity has letters, digits and . _ / - only: never a name.");
    return bindingProblem(wanted);
}

void StartBatchDialog::check()
{
    const StartBatchRequest wanted = request();
    m_preview->setIdentity(
        wanted.header.identity.isEmpty() ? tr("identity") : wanted.header.identity,
        wanted.header.shape, wanted.header.colour);
    const QString missing = problem();
    m_hint->setText(missing);
    m_start->setEnabled(missing.isEmpty());
    m_start->setToolTip(missing);
}

} // namespace cytoloom
