// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipewords.h"

namespace cytoloom::json {

using namespace Qt::StringLiterals;

const Words<ElementKind> &elementKindWords()
{
    static const Words<ElementKind> words {{u"unitProcedure"_s, ElementKind::UnitProcedure},
        {u"operation"_s, ElementKind::Operation}, {u"phase"_s, ElementKind::Phase},
        {u"loop"_s, ElementKind::Loop}, {u"begin"_s, ElementKind::Begin},
        {u"end"_s, ElementKind::End}, {u"transition"_s, ElementKind::Transition},
        {u"parallelSplit"_s, ElementKind::ParallelSplit},
        {u"parallelJoin"_s, ElementKind::ParallelJoin},
        {u"selectionSplit"_s, ElementKind::SelectionSplit},
        {u"selectionJoin"_s, ElementKind::SelectionJoin}, {u"gate"_s, ElementKind::Gate},
        {u"manualStep"_s, ElementKind::ManualStep}};
    return words;
}

const Words<VerificationKind> &verificationWords()
{
    static const Words<VerificationKind> words {{u"none"_s, VerificationKind::None},
        {u"secondPerson"_s, VerificationKind::SecondPerson},
        {u"device"_s, VerificationKind::Device}};
    return words;
}

const Words<SignatureMeaning> &signatureWords()
{
    static const Words<SignatureMeaning> words {{u"performed"_s, SignatureMeaning::Performed},
        {u"verified"_s, SignatureMeaning::Verified}, {u"reviewed"_s, SignatureMeaning::Reviewed},
        {u"approved"_s, SignatureMeaning::Approved}, {u"released"_s, SignatureMeaning::Released}};
    return words;
}

const Words<LinkKind> &linkKindWords()
{
    static const Words<LinkKind> words {{u"control"_s, LinkKind::Control},
        {u"material"_s, LinkKind::Material}, {u"sync"_s, LinkKind::Sync},
        {u"sample"_s, LinkKind::Sample}, {u"waste"_s, LinkKind::Waste}};
    return words;
}

const Words<GateOutcome> &outcomeWords()
{
    static const Words<GateOutcome> words {{u"none"_s, GateOutcome::None},
        {u"pass"_s, GateOutcome::Pass}, {u"fail"_s, GateOutcome::Fail},
        {u"pending"_s, GateOutcome::Pending}};
    return words;
}

const Words<Connection> &connectionWords()
{
    static const Words<Connection> words {{u"none"_s, Connection::None},
        {u"weld"_s, Connection::Weld}, {u"iscd"_s, Connection::Iscd},
        {u"integral"_s, Connection::Integral}, {u"sip"_s, Connection::Sip},
        {u"luer"_s, Connection::Luer}, {u"spike"_s, Connection::Spike},
        {u"open"_s, Connection::Open}};
    return words;
}

const Words<RecipeStatus> &statusWords()
{
    static const Words<RecipeStatus> words {{u"draft"_s, RecipeStatus::Draft},
        {u"inReview"_s, RecipeStatus::InReview}, {u"approved"_s, RecipeStatus::Approved},
        {u"effective"_s, RecipeStatus::Effective}, {u"retired"_s, RecipeStatus::Retired}};
    return words;
}

const Words<FormulaKind> &formulaKindWords()
{
    static const Words<FormulaKind> words {{u"processInput"_s, FormulaKind::ProcessInput},
        {u"processOutput"_s, FormulaKind::ProcessOutput},
        {u"processParameter"_s, FormulaKind::ProcessParameter}};
    return words;
}

} // namespace cytoloom::json
