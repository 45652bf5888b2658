//! Keeps what a learner does: a thread that owns the store, so that no slow disk holds up a key.
//!
//! Waits a moment before it writes a draft or a place, because a newer one usually follows;
//! writes at once when asked to finish, and also when the program ends by a panic. What the store
//! refuses stays in memory and is tried again. Called by `course`.

use crate::progress::{Event, Stamped, Store, Whereabouts};
use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How long a draft or a place waits for a newer one.
const PAUSE: Duration = Duration::from_millis(300);
/// How long after a refusal the store is tried again.
const AGAIN: Duration = Duration::from_secs(3);

/// The time in seconds since 1970-01-01 UTC; 0 on a machine whose clock is before that.
#[must_use]
pub fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        })
}

enum Order {
    Append(Stamped),
    Draft(String, String),
    Place(Whereabouts),
    /// Write everything now and answer whether that went well.
    Flush(Sender<bool>),
}

/// What the keeper tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The store refuses, and why.
    Refused(String),
    /// It works again.
    Works,
    /// The code of an exercise was changed by another program in the meantime, and where that is kept now.
    Aside {
        /// The exercise's id.
        exercise: String,
        /// The file.
        place: String,
    },
}

/// Who is told.
pub type Tell = Box<dyn Fn(News) + Send>;

/// The hand that gives things to keep. Dropping it writes what is left.
#[derive(Debug)]
pub struct Keeper {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    /// Whether something was given to a keeper that keeps nothing.
    lost: Cell<bool>,
}

impl Keeper {
    /// Starts the thread that owns `store`. `tell` is called when the store begins to refuse and
    /// when it works again.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start<S>(store: S, tell: Tell) -> std::io::Result<Self>
    where
        S: Store + Send + 'static,
    {
        let (orders, received) = channel();
        let thread = std::thread::Builder::new()
            .name("keeper".into())
            .spawn(move || Desk::new(store, tell).work(&received))?;
        Ok(Self {
            orders: Some(orders),
            thread: Some(thread),
            lost: Cell::new(false),
        })
    }

    /// A keeper that keeps nothing, for when there is no store.
    #[must_use]
    pub fn none() -> Self {
        Self {
            orders: None,
            thread: None,
            lost: Cell::new(false),
        }
    }

    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // The thread ends only after this sender is dropped; should it have died, the
            // learner goes on without a store.
            let _ = orders.send(order);
        }
    }

    /// Keeps an event, stamped with the present time.
    pub fn append(&self, event: Event) {
        self.order(Order::Append(Stamped { at: now(), event }));
    }

    /// Keeps unfinished code, after a moment.
    pub fn draft(&self, exercise: String, text: String) {
        self.lost.set(self.orders.is_none());
        self.order(Order::Draft(exercise, text));
    }

    /// Keeps the place, after a moment.
    pub fn place(&self, whereabouts: Whereabouts) {
        self.order(Order::Place(whereabouts));
    }

    /// Writes everything now; returns when it is done or the store has refused. Whether all unfinished code that
    /// it was given is kept.
    pub fn flush(&self) -> bool {
        if self.orders.is_none() {
            return !self.lost.get();
        }
        let (done, wait) = channel();
        self.order(Order::Flush(done));
        wait.recv_timeout(Duration::from_secs(10)).unwrap_or(false)
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Desk<S> {
    store: S,
    tell: Tell,
    events: VecDeque<Stamped>,
    drafts: BTreeMap<String, String>,
    place: Option<Whereabouts>,
    due: Option<Instant>,
    refused: bool,
}

impl<S: Store> Desk<S> {
    fn new(store: S, tell: Tell) -> Self {
        Self {
            store,
            tell,
            events: VecDeque::new(),
            drafts: BTreeMap::new(),
            place: None,
            due: None,
            refused: false,
        }
    }

    fn work(mut self, orders: &Receiver<Order>) {
        loop {
            let order = match self.due {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => orders.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match order {
                Ok(Order::Append(stamped)) => {
                    self.events.push_back(stamped);
                    if !self.refused {
                        self.write();
                    }
                }
                Ok(Order::Draft(exercise, text)) => {
                    self.drafts.insert(exercise, text);
                    self.wait(PAUSE);
                }
                Ok(Order::Place(whereabouts)) => {
                    self.place = Some(whereabouts);
                    self.wait(PAUSE);
                }
                Ok(Order::Flush(done)) => {
                    self.write();
                    let _ = done.send(!self.refused);
                }
                Err(RecvTimeoutError::Timeout) => self.write(),
                Err(RecvTimeoutError::Disconnected) => {
                    self.write();
                    return;
                }
            }
        }
    }

    /// The first thing that waits sets the time; a learner who never pauses is saved all the same.
    fn wait(&mut self, pause: Duration) {
        if self.due.is_none() {
            self.due = Some(Instant::now() + pause);
        }
    }

    fn write(&mut self) {
        self.due = None;
        match self.write_all() {
            Ok(()) => {
                if std::mem::take(&mut self.refused) {
                    (self.tell)(News::Works);
                }
            }
            Err(error) => {
                self.wait(AGAIN);
                if !std::mem::replace(&mut self.refused, true) {
                    (self.tell)(News::Refused(error.to_string()));
                }
            }
        }
    }

    fn write_all(&mut self) -> Result<(), S::Error> {
        while let Some(stamped) = self.events.front() {
            self.store.append(stamped)?;
            self.events.pop_front();
        }
        while let Some((exercise, text)) = self.drafts.first_key_value() {
            let aside = self.store.save_draft(exercise, text)?;
            let written = self.drafts.pop_first();
            if let (Some(place), Some((exercise, _))) = (aside, written) {
                (self.tell)(News::Aside { exercise, place });
            }
        }
        if let Some(place) = &self.place {
            self.store.save_whereabouts(place)?;
            self.place = None;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Default)]
    struct Kept {
        events: Vec<Stamped>,
        drafts: Vec<(String, String)>,
        places: Vec<Whereabouts>,
        refuse: bool,
    }

    struct Shelf(Arc<Mutex<Kept>>);

    impl Shelf {
        fn put(&self, what: impl FnOnce(&mut Kept)) -> Result<(), String> {
            let mut kept = self.0.lock().unwrap();
            if kept.refuse {
                return Err("the disk is full".into());
            }
            what(&mut kept);
            Ok(())
        }
    }

    impl Store for Shelf {
        type Error = String;
        fn append(&mut self, stamped: &Stamped) -> Result<(), String> {
            self.put(|kept| kept.events.push(stamped.clone()))
        }
        fn events(&mut self) -> Result<Vec<Stamped>, String> {
            Ok(self.0.lock().unwrap().events.clone())
        }
        fn save_draft(&mut self, exercise: &str, text: &str) -> Result<Option<String>, String> {
            self.put(|kept| kept.drafts.push((exercise.into(), text.into())))?;
            Ok((text == "second").then(|| "there".into()))
        }
        fn drafts(&mut self) -> Result<BTreeMap<String, String>, String> {
            Ok(self.0.lock().unwrap().drafts.iter().cloned().collect())
        }
        fn save_whereabouts(&mut self, whereabouts: &Whereabouts) -> Result<(), String> {
            self.put(|kept| kept.places.push(whereabouts.clone()))
        }
        fn whereabouts(&mut self) -> Result<Whereabouts, String> {
            Ok(Whereabouts::Map)
        }
    }

    fn reset() -> Event {
        Event::Reset {
            exercise: "login".into(),
        }
    }

    #[test]
    fn only_the_newest_draft_is_written_and_nothing_is_lost_at_the_end() {
        let kept = Arc::new(Mutex::new(Kept::default()));
        let keeper = Keeper::start(Shelf(kept.clone()), Box::new(|_| {})).unwrap();
        for turn in 0..50 {
            keeper.draft("login".into(), format!("v{turn}"));
        }
        keeper.append(reset());
        keeper.place(Whereabouts::Map);
        drop(keeper);
        let kept = kept.lock().unwrap();
        assert_eq!(kept.drafts.last().unwrap().1, "v49");
        assert!(kept.drafts.len() < 10, "{} writes", kept.drafts.len());
        assert_eq!((kept.events.len(), kept.places.len()), (1, 1));
    }

    #[test]
    fn what_was_refused_is_written_when_it_works_again() {
        let kept = Arc::new(Mutex::new(Kept {
            refuse: true,
            ..Kept::default()
        }));
        let told = Arc::new(Mutex::new(Vec::new()));
        let hear = told.clone();
        let tell = Box::new(move |news| hear.lock().unwrap().push(news));
        let keeper = Keeper::start(Shelf(kept.clone()), tell).unwrap();
        keeper.append(reset());
        keeper.draft("login".into(), "code".into());
        assert!(!keeper.flush());
        assert_eq!(
            *told.lock().unwrap(),
            [News::Refused("the disk is full".to_owned())]
        );
        kept.lock().unwrap().refuse = false;
        assert!(keeper.flush());
        assert_eq!(told.lock().unwrap().last(), Some(&News::Works));
        let kept = kept.lock().unwrap();
        assert_eq!((kept.events.len(), kept.drafts.len()), (1, 1));
    }

    #[test]
    fn what_another_program_wrote_is_told() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let hear = told.clone();
        let tell = Box::new(move |news| hear.lock().unwrap().push(news));
        let keeper = Keeper::start(Shelf(Arc::default()), tell).unwrap();
        keeper.draft("login".into(), "first".into());
        assert!(keeper.flush());
        assert_eq!(*told.lock().unwrap(), []);
        keeper.draft("login".into(), "second".into());
        assert!(keeper.flush());
        let (exercise, place) = ("login".into(), "there".into());
        assert_eq!(*told.lock().unwrap(), [News::Aside { exercise, place }]);
    }

    #[test]
    fn without_a_store_code_is_not_kept_and_nothing_else_is_missed() {
        let keeper = Keeper::none();
        keeper.place(Whereabouts::Map);
        assert!(keeper.flush());
        keeper.draft("login".into(), "code".into());
        assert!(!keeper.flush());
    }

    #[test]
    fn a_draft_is_written_without_being_asked() {
        let kept = Arc::new(Mutex::new(Kept::default()));
        let keeper = Keeper::start(Shelf(kept.clone()), Box::new(|_| {})).unwrap();
        keeper.draft("login".into(), "code".into());
        let deadline = Instant::now() + Duration::from_secs(30);
        while kept.lock().unwrap().drafts.is_empty() {
            assert!(Instant::now() < deadline, "the draft was never written");
            std::thread::sleep(Duration::from_millis(5));
        }
        drop(keeper);
    }
}
