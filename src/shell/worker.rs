//! Runs analysis and judging off the interface's thread: one thread, a large stack, one waiting
//! slot a kind that a newer request overwrites.
//!
//! A fault of the analyzer ends here and becomes a notice. Called by `course` and the commands.

use super::builtin::Course;
use crate::analyze::analyze;
use crate::grade::{
    Attempted, Sealed, Verdict, attempt, attempt_now, explore, explore_one, judge, judge_sealed,
};
use crate::pack::{Exercise, VerdictKind};
use crate::text::Source;
use crate::ui::Msg;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// The name of the thread, by which the panic hook knows it.
pub const NAME: &str = "analysis";
/// Address space, not memory: deeply nested code needs deep recursion, pages come as they are used.
const STACK: usize = 256 << 20;

const FAULT: &str = "The analyzer stumbled over this code. That is a fault in protect, not in your code: change the last edit, or report it with this file";

/// Something to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Run the rules.
    Analyze {
        /// The exercise whose code it is.
        exercise: String,
        /// Handed back with the answer.
        version: u64,
        /// The code.
        text: String,
    },
    /// Judge a submission.
    Judge {
        /// The exercise.
        exercise: String,
        /// Handed back with the answer.
        version: u64,
        /// The code.
        text: String,
    },
    /// Try an input on the start of an attack exercise.
    Attempt {
        /// The exercise.
        exercise: String,
        /// What the attacker types.
        input: String,
        /// The learner's present code, when it is not the start any more.
        text: Option<String>,
    },
    /// Try inputs on every function of a file.
    Explore {
        /// The file's name.
        file: String,
        /// Its text.
        text: String,
        /// What the attacker types; `None`: the ready inputs.
        input: Option<String>,
    },
}

#[derive(Default)]
struct Slots {
    /// Asked for by the learner, who waits: goes first.
    asked: Option<Request>,
    /// Follows from typing.
    typed: Option<Request>,
    over: bool,
}

#[derive(Default)]
struct Shared {
    slots: Mutex<Slots>,
    filled: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Slots> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<Request> {
        let mut slots = self.lock();
        loop {
            if slots.over {
                return None;
            }
            if let Some(request) = slots.asked.take().or_else(|| slots.typed.take()) {
                return Some(request);
            }
            slots = self
                .filled
                .wait(slots)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The hand that gives requests. Dropping it ends the thread after the request under way.
pub struct Worker {
    shared: Arc<Shared>,
    /// Not joined: a judgement under way must not hold up the end of the program.
    _thread: JoinHandle<()>,
}

impl Worker {
    /// Starts the thread; `answer` gets each result.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(course: Course, answer: impl Fn(Msg) + Send + 'static) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let slots = shared.clone();
        let thread = std::thread::Builder::new()
            .name(NAME.into())
            .stack_size(STACK)
            .spawn(move || {
                while let Some(request) = slots.next() {
                    if let Some(msg) = respond(&course, request) {
                        answer(msg);
                    }
                }
            })?;
        Ok(Self {
            shared,
            _thread: thread,
        })
    }

    /// Puts a request in its slot, in place of one that waits there.
    pub fn ask(&self, request: Request) {
        let mut slots = self.shared.lock();
        match request {
            Request::Analyze { .. } => slots.typed = Some(request),
            Request::Judge { .. } | Request::Attempt { .. } | Request::Explore { .. } => {
                slots.asked = Some(request);
            }
        }
        drop(slots);
        self.shared.filled.notify_one();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.shared.lock().over = true;
        self.shared.filled.notify_one();
    }
}

/// Answers one request; a panic inside becomes an answer that says so. `None` when the exercise
/// is not of this course.
fn respond(course: &Course, request: Request) -> Option<Msg> {
    let find = |id: &str| course.pack.exercise(id);
    Some(match request {
        Request::Analyze {
            exercise,
            version,
            text,
        } => {
            let of = find(&exercise)?;
            let source = Source::new(of.file.as_str(), text);
            let functions = functions(of);
            if !of.is_python() {
                return Some(Msg::Analyzed {
                    exercise,
                    version,
                    findings: Vec::new(),
                    notice: Some(
                        "This file is not Python: what it means is told when you hand it in."
                            .into(),
                    ),
                });
            }
            let report = guarded(|| analyze(&source, &course.rulebook, &functions));
            let (findings, notice) = match report {
                Some(report) => {
                    let notice = (!report.notices.is_empty()).then(|| report.notices.join(" "));
                    (course.rulebook.fold(report.findings), notice)
                }
                None => (Vec::new(), Some(FAULT.to_owned())),
            };
            Msg::Analyzed {
                exercise,
                version,
                findings,
                notice,
            }
        }
        Request::Judge {
            exercise,
            version,
            text,
        } => {
            let of = find(&exercise)?;
            let source = Source::new(of.file.as_str(), text);
            let verdict =
                guarded(|| judge_sealed(of, &source, &course.rulebook)).unwrap_or_else(no_verdict);
            Msg::Judged {
                exercise,
                version,
                verdict: Box::new(verdict),
            }
        }
        Request::Attempt {
            exercise,
            input,
            text,
        } => {
            let of = find(&exercise)?;
            let result = guarded(|| attempt(of, &input, &course.rulebook))
                .unwrap_or_else(|| Attempted::untried(FAULT));
            let now = text.and_then(|text| {
                let source = Source::new(of.file.as_str(), text);
                guarded(|| attempt_now(of, &source, &input, &course.rulebook)).flatten()
            });
            Msg::Attempted {
                exercise,
                input,
                result: Box::new(result),
                now: now.map(Box::new),
            }
        }
        Request::Explore { file, text, input } => {
            let source = Source::new(file, text);
            let explored = guarded(|| match &input {
                None => explore(&source, &course.rulebook),
                Some(input) => explore_one(&source, &course.rulebook, input),
            });
            let result = match explored {
                Some(Ok(explored)) => Ok(Box::new(explored)),
                Some(Err((line, why))) => Err(format!("Python cannot read line {line}: {why}")),
                None => Err(FAULT.to_owned()),
            };
            Msg::Explored { input, result }
        }
    })
}

/// The entry points of an exercise, as the evaluator wants them.
#[must_use]
pub fn functions(exercise: &Exercise) -> Vec<crate::evaluate::Function> {
    exercise
        .functions
        .iter()
        .map(|function| crate::evaluate::Function {
            name: function.name.clone(),
            params: function
                .params
                .iter()
                .map(|param| crate::evaluate::Param {
                    name: param.name.clone(),
                    kind: param.kind.clone(),
                    untrusted: param.untrusted,
                })
                .collect(),
        })
        .collect()
}

/// Runs `work`; `None` when it panicked. The panic hook is silent on this thread.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// The verdict when judging itself failed: no points, no blame.
fn no_verdict() -> Verdict {
    Verdict {
        kind: VerdictKind::CannotTell,
        headline: "The judge stumbled over this code".into(),
        message: FAULT.into(),
        next: "Undo the last change and submit again.".into(),
        attack: None,
        misconception: None,
        goals: Vec::new(),
        findings: Vec::new(),
        advice: Vec::new(),
        sealed: Sealed::default(),
        points: None,
    }
}

/// Answers one request on a thread with the large stack and waits, for plain mode.
#[must_use]
pub fn respond_once(course: &Course, request: Request) -> Option<Msg> {
    on_large_stack(|| respond(course, request)).flatten()
}

/// Judges once on a thread with the large stack, for commands.
#[must_use]
pub fn judge_once(course: &Course, exercise: &Exercise, source: &Source) -> Verdict {
    on_large_stack(|| judge(exercise, source, &course.rulebook)).unwrap_or_else(no_verdict)
}

/// Runs `work` on a thread with the large stack and waits; `None` when it panicked or the system
/// gave no thread.
pub fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .name(NAME.into())
            .stack_size(STACK)
            .spawn_scoped(scope, || guarded(work))
            .ok()?
            .join()
            .ok()?
    })
}

/// Runs `work` for each number below `count`, on as many threads with the large stack as the machine
/// has cores, and gives the answers in order; `None` where it panicked. `told` hears how many are done.
pub fn on_all_cores<T: Send>(
    count: usize,
    work: impl Fn(usize) -> T + Sync,
    mut told: impl FnMut(usize),
) -> Vec<Option<T>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let mut answers: Vec<Option<T>> = (0..count).map(|_| None).collect();
    let (sender, answered) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..cores.min(count) {
            let (sender, work, next) = (sender.clone(), &work, &next);
            let hand = move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= count || sender.send((at, guarded(|| work(at)))).is_err() {
                        return;
                    }
                }
            };
            // Fewer threads than cores are slower, not wrong.
            let _ = std::thread::Builder::new()
                .name(NAME.into())
                .stack_size(STACK)
                .spawn_scoped(scope, hand);
        }
        drop(sender);
        for (done, (at, answer)) in (1..).zip(answered.iter()) {
            if let Some(free) = answers.get_mut(at) {
                *free = answer;
            }
            told(done);
        }
    });
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(version: u64) -> Request {
        Request::Analyze {
            exercise: "e".into(),
            version,
            text: String::new(),
        }
    }

    #[test]
    fn a_newer_request_overwrites_and_the_asked_one_goes_first() {
        let shared = Arc::new(Shared::default());
        let asked = Request::Attempt {
            exercise: "e".into(),
            input: "x".into(),
            text: None,
        };
        {
            let mut slots = shared.lock();
            slots.typed = Some(typed(1));
            slots.typed = Some(typed(2));
            slots.asked = Some(asked.clone());
        }
        assert_eq!(shared.next(), Some(asked));
        assert_eq!(shared.next(), Some(typed(2)));
        shared.lock().over = true;
        assert_eq!(shared.next(), None);
    }

    #[test]
    fn a_panic_is_an_answer_not_an_end() {
        assert_eq!(on_large_stack(|| 1), Some(1));
        let silent = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let answer: Option<u8> = on_large_stack(|| panic!("on purpose"));
        std::panic::set_hook(silent);
        assert_eq!(answer, None);
    }

    #[test]
    fn deep_recursion_fits() {
        fn deep(n: u32) -> u32 {
            if n == 0 {
                0
            } else {
                std::hint::black_box(deep(n - 1)) + 1
            }
        }
        assert_eq!(on_large_stack(|| deep(500_000)), Some(500_000));
    }
}
