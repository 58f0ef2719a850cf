//! Holds a tree of criteria against the facts of a case and writes down what they say to each.

use super::answer::{Effort, Wanted};
use super::check::{Evidence, Finding};
use super::checklist::{Checklist, Criterion, CriterionId, SetAside, Status};
use super::leaf;
use super::require::{Leaf, Trial, inherited, own_requirements};
use super::tree::{Combinator, Criteria, Node, Role};
use super::vocabulary::condition;
use crate::case::CaseContext;
use crate::fact::{Fact, FactId, FactKind, Outcome, Reading};

/// What the facts of a case say to each criterion. Facts and case must belong together; the same ones always give the same
/// checklist.
pub fn assess(criteria: &Criteria, facts: &[Fact], case: &CaseContext) -> Checklist {
    let mut walk =
        Walk { evidence: Evidence::new(facts, case), criteria: Vec::new(), set_aside: Vec::new() };
    let roots = walk.applicable(&criteria.roots);
    let statuses = walk.below(&roots, None, 0, None);
    walk.decide(None, criteria.combinator, &statuses);
    Checklist {
        criteria: walk.criteria,
        combinator: criteria.combinator,
        set_aside: walk.set_aside,
    }
}

struct Walk<'a> {
    evidence: Evidence<'a>,
    criteria: Vec<Criterion>,
    set_aside: Vec<SetAside>,
}

impl Walk<'_> {
    /// The nodes that concern this case: of several indications its own, and criteria of renewal only where it is one.
    fn applicable<'n>(&mut self, nodes: &'n [Node]) -> Vec<&'n Node> {
        self.set_aside.extend(nodes.iter().filter_map(marked));
        let renewal = nodes.iter().any(|node| node.role == Role::Renewal);
        let first = nodes.iter().any(|node| matches!(node.role, Role::Required | Role::Indication));
        let renews = self.renews() || !first;
        let in_time = |node: &&Node| match node.role {
            Role::Renewal => renews,
            Role::Required | Role::Indication => !(renewal && renews && first),
            Role::Exclusion | Role::QuantityLimit | Role::ApprovalDuration => true,
        };
        let indicated =
            nodes.iter().any(|node| node.role == Role::Indication && self.has_indication(node));
        nodes
            .iter()
            .filter(|node| !node.is_set_aside())
            .filter(in_time)
            .filter(|node| node.role != Role::Indication || !indicated || self.has_indication(node))
            .collect()
    }

    /// Whether the case asks to go on with what already works.
    fn renews(&self) -> bool {
        let requested = Reading::of(self.evidence.case.request().name());
        let same =
            |fact: &&Fact| fact.reading.drugs.iter().any(|drug| requested.names(drug.generic));
        let responding = |fact: &Fact| fact.reading.outcome == Some(Outcome::Responding);
        self.evidence.of(&[FactKind::History]).filter(same).any(responding)
    }

    fn has_indication(&self, node: &Node) -> bool {
        let Some(condition) = condition::named(&node.text) else { return false };
        self.evidence.case.diagnoses().iter().any(|diagnosis| condition.holds(diagnosis.code()))
    }

    /// Assesses nodes side by side and gives their statuses.
    fn below(
        &mut self,
        nodes: &[&Node],
        parent: Option<CriterionId>,
        level: u8,
        above: Option<&Trial>,
    ) -> Vec<Status> {
        nodes.iter().map(|node| self.node(node, parent, level, above)).collect()
    }

    fn node(
        &mut self,
        node: &Node,
        parent: Option<CriterionId>,
        level: u8,
        above: Option<&Trial>,
    ) -> Status {
        let at = self.criteria.len();
        let id = CriterionId(u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1));
        let group = !node.children.is_empty();
        self.criteria.push(Criterion {
            id,
            text: node.text.clone(),
            status: Status::NotDocumented,
            evidence: Vec::new(),
            question: None,
            level,
            parent,
            combinator: group.then_some(node.combinator),
            decisive: true,
            role: node.role,
            answer: None,
            effort: Effort::default(),
            pointer: "",
        });
        let finding = if group {
            self.group(node, id, level, above)
        } else {
            let mut finding = leaf::answer(node, above, &self.evidence);
            finding.evidence = self.evidence.directest_first(&node.text, finding.evidence);
            self.say_what_counts(at, node, above, finding.status);
            finding
        };
        let Finding { status, evidence, question } = finding;
        if let Some(criterion) = self.criteria.get_mut(at) {
            criterion.status = status;
            criterion.evidence =
                if status == Status::NotDocumented { Vec::new() } else { evidence };
            criterion.question = question.filter(|_| status != Status::Met);
        }
        status
    }

    fn group(&mut self, node: &Node, id: CriterionId, level: u8, above: Option<&Trial>) -> Finding {
        let passed = inherited(&Leaf::of(&node.text)).or_else(|| above.cloned());
        let children = self.applicable(&node.children);
        let statuses = self.below(&children, Some(id), level.saturating_add(1), passed.as_ref());
        self.decide(Some(id), node.combinator, &statuses);
        let mut status = combined(node.combinator, &statuses);
        let mut evidence: Vec<FactId> = Vec::new();
        for criterion in self.criteria.iter().filter(|criterion| criterion.parent == Some(id)) {
            let speaks = status != Status::Met || criterion.status == Status::Met;
            evidence.extend(criterion.evidence.iter().copied().filter(|_| speaks));
        }
        let mut question = group_question(node.combinator, &self.criteria, id);
        // What the group's own words ask for beside the list below them: "adults with X who meet all of the following".
        if passed.is_none() && !own_requirements(&node.text).is_empty() {
            let own = leaf::answer(node, None, &self.evidence);
            let at = usize::try_from(id.0).unwrap_or(usize::MAX).saturating_sub(1);
            self.say_what_counts(at, node, None, own.status);
            status = combined(Combinator::All, &[status, own.status]);
            evidence.extend(own.evidence);
            question = own.question.or(question);
        }
        evidence.sort_unstable();
        evidence.dedup();
        Finding { status, evidence, question }
    }

    /// Notes what an answer must say, how much work it is and where it belongs, for a criterion that is open by itself.
    fn say_what_counts(&mut self, at: usize, node: &Node, above: Option<&Trial>, own: Status) {
        let Some(criterion) = self.criteria.get_mut(at).filter(|_| own != Status::Met) else {
            return;
        };
        let Wanted { answer, effort, pointer } = leaf::wanted(node, above);
        criterion.answer = Some(answer);
        (criterion.effort, criterion.pointer) = (effort, pointer);
    }

    /// Marks what need not be answered any more because enough of its alternatives are met.
    fn decide(&mut self, parent: Option<CriterionId>, combinator: Combinator, statuses: &[Status]) {
        let Combinator::AtLeast(_) = combinator else { return };
        if combined(combinator, statuses) != Status::Met {
            return;
        }
        let mut spared: Vec<CriterionId> = Vec::new();
        for criterion in &mut self.criteria {
            let below = criterion.parent.is_some_and(|parent| spared.contains(&parent));
            if below || criterion.parent == parent && criterion.status != Status::Met {
                criterion.decisive = false;
                spared.push(criterion.id);
            }
        }
    }
}

/// What is to be said of a node that is marked as not applicable.
fn marked(node: &Node) -> Option<SetAside> {
    let reason = node.not_applicable.clone()?;
    Some(SetAside { text: node.text.clone(), reason })
}

/// The status of a group from those below it.
fn combined(combinator: Combinator, statuses: &[Status]) -> Status {
    let count = |status| statuses.iter().filter(|other| **other == status).count();
    let (met, not_met, partly) = (count(Status::Met), count(Status::NotMet), count(Status::Partly));
    let needed = match combinator {
        Combinator::All | Combinator::None => statuses.len(),
        Combinator::AtLeast(needed) => usize::try_from(needed).unwrap_or(usize::MAX),
    };
    // Where more is asked for than was read, part of the policy is missing: the group is never met then.
    let read = statuses.len().min(needed);
    if met >= needed {
        Status::Met
    } else if statuses.len() - not_met < read || read == 0 && needed > 0 {
        Status::NotMet
    } else if met + partly > 0 {
        Status::Partly
    } else {
        Status::NotDocumented
    }
}

fn group_question(
    combinator: Combinator,
    criteria: &[Criterion],
    id: CriterionId,
) -> Option<String> {
    let open: Vec<String> = criteria
        .iter()
        .filter(|criterion| criterion.parent == Some(id) && criterion.status != Status::Met)
        .map(|criterion| criterion.id.to_string())
        .collect();
    let list = open.join(", ");
    match combinator {
        _ if open.is_empty() => None,
        Combinator::AtLeast(1) => Some(format!("Which one of these applies: {list}?")),
        Combinator::AtLeast(count) => {
            Some(format!("Which of these apply: {list}? At least {count} are needed."))
        }
        Combinator::All | Combinator::None => Some(format!("Can the chart answer {list} as well?")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_follow_those_below_them() {
        use Status::{Met, NotDocumented, NotMet, Partly};
        let all = |statuses: &[Status]| combined(Combinator::All, statuses);
        assert_eq!(all(&[Met, Met]), Met);
        assert_eq!(all(&[Met, NotDocumented]), Partly);
        assert_eq!(all(&[Met, NotMet]), NotMet);
        assert_eq!(all(&[NotDocumented, NotDocumented]), NotDocumented);
        let one = |statuses: &[Status]| combined(Combinator::AtLeast(1), statuses);
        assert_eq!(one(&[NotMet, Met]), Met);
        assert_eq!(one(&[NotMet, Partly]), Partly);
        assert_eq!(one(&[NotMet, NotMet]), NotMet);
        assert_eq!(one(&[NotMet, NotDocumented]), NotDocumented);
        assert_eq!(combined(Combinator::AtLeast(2), &[Met, NotMet, NotDocumented]), Partly);
        assert_eq!(combined(Combinator::AtLeast(2), &[Met, NotMet, NotMet]), NotMet);
    }
}
