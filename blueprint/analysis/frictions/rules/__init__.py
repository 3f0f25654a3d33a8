"""The friction rules that ship with the program; a finding's rank does not come from their order here.

Only what could not be assessed is listed by it.
"""

from __future__ import annotations

from visavis.blueprint.analysis.frictions.rule import FrictionRule
from visavis.blueprint.analysis.frictions.rules.already_held import AlreadyHeld
from visavis.blueprint.analysis.frictions.rules.appointment_desert import AppointmentDesert
from visavis.blueprint.analysis.frictions.rules.approval_toll import ApprovalToll
from visavis.blueprint.analysis.frictions.rules.asked_twice import AskedTwice
from visavis.blueprint.analysis.frictions.rules.backstage_leak import BackstageLeak
from visavis.blueprint.analysis.frictions.rules.beyond_tolerated_time import BeyondToleratedTime
from visavis.blueprint.analysis.frictions.rules.blind_agent import BlindAgent
from visavis.blueprint.analysis.frictions.rules.blocked_persona import BlockedPersona
from visavis.blueprint.analysis.frictions.rules.channel_break import ChannelBreak
from visavis.blueprint.analysis.frictions.rules.channel_unsupported import ChannelUnsupported
from visavis.blueprint.analysis.frictions.rules.chase_contact import ChaseContact
from visavis.blueprint.analysis.frictions.rules.check_removed_upstream import CheckRemovedUpstream
from visavis.blueprint.analysis.frictions.rules.citizen_as_courier import CitizenAsCourier
from visavis.blueprint.analysis.frictions.rules.counter_clone import CounterClone
from visavis.blueprint.analysis.frictions.rules.dead_end import DeadEnd
from visavis.blueprint.analysis.frictions.rules.deadline_mismatch import DeadlineMismatch
from visavis.blueprint.analysis.frictions.rules.decision_without_reasons_or_appeal import (
    DecisionWithoutReasonsOrAppeal,
)
from visavis.blueprint.analysis.frictions.rules.dropout_cliff import DropoutCliff
from visavis.blueprint.analysis.frictions.rules.effort_shift import EffortShiftToAgent, EffortShiftToCitizen
from visavis.blueprint.analysis.frictions.rules.field_disconnect import FieldDisconnect
from visavis.blueprint.analysis.frictions.rules.handoff_chain import HandoffChain
from visavis.blueprint.analysis.frictions.rules.hidden_prerequisite import HiddenPrerequisite
from visavis.blueprint.analysis.frictions.rules.hidden_work import HiddenWork
from visavis.blueprint.analysis.frictions.rules.intimidating_request import IntimidatingRequest
from visavis.blueprint.analysis.frictions.rules.invisible_decision import InvisibleDecision
from visavis.blueprint.analysis.frictions.rules.late_knockout import LateKnockout
from visavis.blueprint.analysis.frictions.rules.learning_peak import LearningPeak
from visavis.blueprint.analysis.frictions.rules.many_contacts import ManyContacts
from visavis.blueprint.analysis.frictions.rules.multi_visit import MultiVisit
from visavis.blueprint.analysis.frictions.rules.no_human_fallback import NoHumanFallback
from visavis.blueprint.analysis.frictions.rules.no_receipt import NoReceipt
from visavis.blueprint.analysis.frictions.rules.notice_without_ack import NoticeWithoutAck
from visavis.blueprint.analysis.frictions.rules.one_lane_redesign import OneLaneRedesign
from visavis.blueprint.analysis.frictions.rules.orphan_backstage import OrphanBackstage
from visavis.blueprint.analysis.frictions.rules.overloaded_pool import OverloadedPool
from visavis.blueprint.analysis.frictions.rules.ping_pong import PingPong
from visavis.blueprint.analysis.frictions.rules.plain_language import PlainLanguage
from visavis.blueprint.analysis.frictions.rules.print_sign_scan import PrintSignScan
from visavis.blueprint.analysis.frictions.rules.proof_without_use import ProofWithoutUse
from visavis.blueprint.analysis.frictions.rules.rekeying import Rekeying
from visavis.blueprint.analysis.frictions.rules.rework_loop import ReworkLoop
from visavis.blueprint.analysis.frictions.rules.shadow_assistance import ShadowAssistance
from visavis.blueprint.analysis.frictions.rules.silent_wait import SilentWait
from visavis.blueprint.analysis.frictions.rules.single_point_of_failure import SinglePointOfFailure
from visavis.blueprint.analysis.frictions.rules.suspended_for_one_doc import SuspendedForOneDoc
from visavis.blueprint.analysis.frictions.rules.to_avoid import ToAvoid
from visavis.blueprint.analysis.frictions.rules.tool_sprawl import ToolSprawl
from visavis.blueprint.analysis.frictions.rules.unbounded_loop import UnboundedLoop
from visavis.blueprint.analysis.frictions.rules.uneven_gain import UnevenGain
from visavis.blueprint.analysis.frictions.rules.unprotected_fail_point import UnprotectedFailPoint
from visavis.blueprint.analysis.frictions.rules.wait_dominated import WaitDominated

# Those that judge a redesign beside the blueprint it redesigns.
COMPARISON_RULES: tuple[FrictionRule, ...] = (
    UnevenGain(), EffortShiftToCitizen(), EffortShiftToAgent(), CounterClone(), OneLaneRedesign(),
    CheckRemovedUpstream(),
)
RULES: tuple[FrictionRule, ...] = (
    BlockedPersona(), DeadEnd(), AlreadyHeld(), SilentWait(), ChaseContact(), AskedTwice(), Rekeying(), ReworkLoop(),
    HandoffChain(), PingPong(), ChannelBreak(), BlindAgent(), ToAvoid(),
    NoReceipt(), DecisionWithoutReasonsOrAppeal(), NoticeWithoutAck(), SuspendedForOneDoc(), InvisibleDecision(),
    ProofWithoutUse(), CitizenAsCourier(), PrintSignScan(), ToolSprawl(), ApprovalToll(), OrphanBackstage(),
    SinglePointOfFailure(), NoHumanFallback(), DropoutCliff(), UnboundedLoop(), DeadlineMismatch(),
    ChannelUnsupported(), AppointmentDesert(), WaitDominated(), OverloadedPool(), MultiVisit(), LateKnockout(),
    HiddenPrerequisite(), ShadowAssistance(), FieldDisconnect(), HiddenWork(), LearningPeak(), BackstageLeak(),
    IntimidatingRequest(), PlainLanguage(), ManyContacts(), BeyondToleratedTime(), UnprotectedFailPoint(),
    *COMPARISON_RULES,
)
