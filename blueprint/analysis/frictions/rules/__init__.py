"""The friction rules that ship with the program, gravest class first."""

from __future__ import annotations

from visavis.blueprint.analysis.frictions.rule import FrictionRule
from visavis.blueprint.analysis.frictions.rules.agents_load import ApprovalToll, SinglePointOfFailure, ToolSprawl
from visavis.blueprint.analysis.frictions.rules.already_held import AlreadyHeld
from visavis.blueprint.analysis.frictions.rules.asked_twice import AskedTwice
from visavis.blueprint.analysis.frictions.rules.blind_agent import BlindAgent
from visavis.blueprint.analysis.frictions.rules.blocked_persona import BlockedPersona
from visavis.blueprint.analysis.frictions.rules.channel_break import ChannelBreak
from visavis.blueprint.analysis.frictions.rules.chase_contact import ChaseContact
from visavis.blueprint.analysis.frictions.rules.comparing import COMPARISON_RULES
from visavis.blueprint.analysis.frictions.rules.dead_end import DeadEnd
from visavis.blueprint.analysis.frictions.rules.deadline_mismatch import DeadlineMismatch
from visavis.blueprint.analysis.frictions.rules.foresight import HiddenPrerequisite, LateKnockout
from visavis.blueprint.analysis.frictions.rules.handoff_chain import HandoffChain
from visavis.blueprint.analysis.frictions.rules.legal_duties import (
    DecisionWithoutReasons,
    NoReceipt,
    NoticeWithoutAck,
)
from visavis.blueprint.analysis.frictions.rules.people_lost import (
    ChannelUnsupported,
    DropoutCliff,
    NoHumanFallback,
    UnboundedLoop,
)
from visavis.blueprint.analysis.frictions.rules.proofs import CitizenAsCourier, PrintSignScan, ProofWithoutUse
from visavis.blueprint.analysis.frictions.rules.readability import (
    BackstageLeak,
    IntimidatingRequest,
    LearningPeak,
    PlainLanguage,
)
from visavis.blueprint.analysis.frictions.rules.rekeying import Rekeying
from visavis.blueprint.analysis.frictions.rules.rework import PingPong, ReworkLoop
from visavis.blueprint.analysis.frictions.rules.silent_wait import SilentWait
from visavis.blueprint.analysis.frictions.rules.suspended import SuspendedForOneDoc
from visavis.blueprint.analysis.frictions.rules.timing import (
    AppointmentDesert,
    MultiVisit,
    OverloadedPool,
    WaitDominated,
)
from visavis.blueprint.analysis.frictions.rules.to_avoid import ToAvoid
from visavis.blueprint.analysis.frictions.rules.uncounted import (
    BeyondToleratedTime,
    FieldDisconnect,
    HiddenWork,
    ManyContacts,
    ShadowAssistance,
    UnprotectedFailPoint,
)
from visavis.blueprint.analysis.frictions.rules.unseen_work import InvisibleDecision, OrphanBackstage

RULES: tuple[FrictionRule, ...] = (
    BlockedPersona(), DeadEnd(), AlreadyHeld(), SilentWait(), ChaseContact(), AskedTwice(), Rekeying(), ReworkLoop(),
    HandoffChain(), PingPong(), ChannelBreak(), BlindAgent(), ToAvoid(),
    NoReceipt(), DecisionWithoutReasons(), NoticeWithoutAck(), SuspendedForOneDoc(), InvisibleDecision(),
    ProofWithoutUse(), CitizenAsCourier(), PrintSignScan(), ToolSprawl(), ApprovalToll(), OrphanBackstage(),
    SinglePointOfFailure(), NoHumanFallback(), DropoutCliff(), UnboundedLoop(), DeadlineMismatch(),
    ChannelUnsupported(), AppointmentDesert(), WaitDominated(), OverloadedPool(), MultiVisit(), LateKnockout(),
    HiddenPrerequisite(), ShadowAssistance(), FieldDisconnect(), HiddenWork(), LearningPeak(), BackstageLeak(),
    IntimidatingRequest(), PlainLanguage(), ManyContacts(), BeyondToleratedTime(), UnprotectedFailPoint(),
    *COMPARISON_RULES,
)
