"""The friction rules that ship with the program, gravest class first."""

from __future__ import annotations

from blueprint.analysis.rule import FrictionRule
from blueprint.analysis.rules.agents_load import ApprovalToll, SinglePointOfFailure, ToolSprawl
from blueprint.analysis.rules.already_held import AlreadyHeld
from blueprint.analysis.rules.asked_twice import AskedTwice
from blueprint.analysis.rules.blind_agent import BlindAgent
from blueprint.analysis.rules.blocked_persona import BlockedPersona
from blueprint.analysis.rules.channel_break import ChannelBreak
from blueprint.analysis.rules.chase_contact import ChaseContact
from blueprint.analysis.rules.comparing import COMPARISON_RULES
from blueprint.analysis.rules.dead_end import DeadEnd
from blueprint.analysis.rules.deadline_mismatch import DeadlineMismatch
from blueprint.analysis.rules.foresight import HiddenPrerequisite, LateKnockout
from blueprint.analysis.rules.handoff_chain import HandoffChain
from blueprint.analysis.rules.legal_duties import DecisionWithoutReasons, NoReceipt, NoticeWithoutAck
from blueprint.analysis.rules.people_lost import ChannelUnsupported, DropoutCliff, NoHumanFallback, UnboundedLoop
from blueprint.analysis.rules.proofs import CitizenAsCourier, PrintSignScan, ProofWithoutUse
from blueprint.analysis.rules.readability import BackstageLeak, IntimidatingRequest, LearningPeak, PlainLanguage
from blueprint.analysis.rules.rekeying import Rekeying
from blueprint.analysis.rules.rework import PingPong, ReworkLoop
from blueprint.analysis.rules.silent_wait import SilentWait
from blueprint.analysis.rules.suspended import SuspendedForOneDoc
from blueprint.analysis.rules.timing import AppointmentDesert, MultiVisit, OverloadedPool, WaitDominated
from blueprint.analysis.rules.to_avoid import ToAvoid
from blueprint.analysis.rules.uncounted import (
    BeyondToleratedTime,
    FieldDisconnect,
    HiddenWork,
    ManyContacts,
    ShadowAssistance,
    UnprotectedFailPoint,
)
from blueprint.analysis.rules.unseen_work import InvisibleDecision, OrphanBackstage

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
