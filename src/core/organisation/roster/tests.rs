//! Rosters read, compared and written: what is said of wrong files, and which person is which.
//! The properties hold for any two lists of people, with text that a spreadsheet would choke on.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::civil::Date;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::organisation::{Move, PersonId};
use crate::table::one_spelling;

const TODAY: Date = Date::constant(2026, 11, 21);
const EARLIER: Date = Date::constant(2026, 1, 15);

fn kinds() -> Vec<KindOfWork> {
    let kind = |id: &str, labels: &[&str]| KindOfWork {
        id: ChoiceId::parse(id).unwrap(),
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
    };
    vec![kind("care", &["Care work", "Pflege", "介護"]), kind("office", &["Office work", "Büro", "事務"])]
}

fn read(text: &str) -> Result<Roster, RosterFaults> {
    Roster::read(text.as_bytes(), &kinds())
}

fn faults(text: &str) -> Vec<String> {
    read(text).unwrap_err().shown.iter().map(ToString::to_string).collect()
}

fn path(text: &str) -> TeamPath {
    TeamPath::parse(text).unwrap()
}

fn person(number: usize) -> PersonId {
    PersonId::from_random((number as u128).to_be_bytes())
}

fn new_people() -> impl FnMut(&EmailAddress) -> PersonId {
    let mut numbers = 1_000..;
    move |_| person(numbers.next().unwrap())
}

fn change(current: &[Member], roster: &Roster) -> RosterChange {
    RosterChange::between(current, roster, TODAY, new_people()).unwrap()
}

/// The members of a roster that was read into an empty organisation some time ago.
fn members(text: &str) -> Vec<Member> {
    RosterChange::between(&[], &read(text).unwrap(), EARLIER, new_people()).unwrap().into_members()
}

fn applied(current: &[Member], change: RosterChange) -> Vec<Member> {
    let mut members: BTreeMap<PersonId, Member> =
        current.iter().map(|member| (member.person, member.clone())).collect();
    members.extend(change.into_members().into_iter().map(|member| (member.person, member)));
    members.into_values().collect()
}

const THREE: &str = "\
id,name,email,team,work,location,leads,language
1,Anna,anna@example.org,Sales,care,Berlin,Sales,de
2,Bert,bert@example.org,Sales > North,,,,
3,Chie,chie@example.org,Legal,office,東京,,ja
";

#[test]
fn a_roster_is_read_with_its_columns_in_any_order_and_case() {
    let text = "\u{feff}Team;Work;Email ;ID;Name;LEADS;Language\r\n\
                Sales>North;PFLEGE;Anna@Example.org;007;\"Berg; Anna\";\"Sales ; Sales > North;\";DE\r\n";
    let roster = read(text).unwrap();
    let [anna] = roster.rows() else { panic!("{roster:?}") };
    assert_eq!(anna.staff.as_str(), "007");
    assert_eq!(anna.name, "Berg; Anna");
    assert_eq!(anna.email.as_str(), "Anna@example.org");
    assert_eq!(anna.team, path("Sales > North"));
    assert_eq!(anna.work, ChoiceId::parse("care"));
    assert_eq!(anna.leads, BTreeSet::from([path("Sales"), path("Sales > North")]));
    assert_eq!(anna.language, Some(Language::De));
    assert!(roster.tells(RosterColumn::Work) && !roster.tells(RosterColumn::Location));
}

#[test]
fn everything_wrong_in_a_header_is_said() {
    assert_eq!(
        faults("id,emial,team,team,salary,\n1,a@example.org,Sales,Sales,1,\n"),
        [
            "row 1, \"emial\": a roster has no column of this name. Did you mean \"email\"?",
            "row 1, \"team\": two columns have this name. Remove or rename one of the two",
            "row 1, \"salary\": a roster has no column of this name. \
             Remove it: the columns are id, name, email, team, work, location, leads, language",
            "row 1: the column \"name\" is missing. Begin with a row that names the columns: id, name, email, team",
            "row 1: the column \"email\" is missing. Begin with a row that names the columns: id, name, email, team",
        ]
    );
    let nobody = "row 1: the file names nobody. Write one row for each person";
    assert_eq!(faults("id,name,email,team\n"), [nobody]);
    assert_eq!(
        faults("id,,name,email,team\n1,,A,a@example.org,S\n"),
        ["row 1: column 2 has no name. Name the column or remove it"]
    );
    let empty = "row 1: the file is empty. Begin with a row that names the columns: id, name, email, team";
    assert_eq!(faults(""), [empty]);
    assert_eq!(faults("\r\n,,\r\n"), [empty]);
}

#[test]
fn everything_wrong_in_the_rows_is_said_at_once() {
    let long = "x".repeat(121);
    let text = format!(
        "id,name,email,team,work,location,leads,language\n\
         1,,x@,Sales >,cares,\"a\nb\",Sles,fr\n\
         \n\
         2,{long},bert@example.org,Sales,gardening,,,\n\
         2,Chie,BERT@example.org,Sales,,,,\n"
    );
    let shown = "x".repeat(59);
    assert_eq!(
        faults(&text),
        [
            "row 2, name \"\": this is empty. Write the person's name in one line of up to 120 characters".to_owned(),
            "row 2, email \"x@\": this is no e-mail address. Write one address, as anna@example.org".to_owned(),
            "row 2, team \"Sales >\": this has a \">\" with no name on one side of it. \
             Write the team from the top down, as Sales > North > Berlin"
                .to_owned(),
            "row 2, work \"cares\": this is no kind of work. Did you mean \"care\"?".to_owned(),
            "row 2, location \"a b\": this holds a line break or another control character. \
             Write a place in one line of up to 80 characters"
                .to_owned(),
            "row 2, language \"fr\": unknown language. Write en, de or ja; a region after it, as in de-AT, does not matter".to_owned(),
            format!(
                "row 4, name \"{shown}…\": this is longer than 120 characters. \
                 Write the person's name in one line of up to 120 characters"
            ),
            "row 4, work \"gardening\": this is no kind of work. The kinds of work are care, office".to_owned(),
            "row 5, id \"2\": row 4 has the same id. Give every person one row and an id of their own".to_owned(),
            "row 5, email \"BERT@example.org\": row 4 has the same e-mail address. \
             Give every person one row and an address of their own"
                .to_owned(),
        ],
        "the team that row 2 leads may be the one that could not be read"
    );
}

#[test]
fn a_row_with_a_cell_too_many_is_said_and_nothing_else_of_it() {
    assert_eq!(
        faults("id,name,email,team\n1,Berg,Anna,anna@example.org,Sales\n2,Bert,bert@example.org,Sales\n"),
        ["row 2: \"Sales\" stands beyond the last of 4 columns. Look for a separator too many, or name the column"]
    );
    let roster = read("id,name,email,team,,\n1,Anna,anna@example.org,Sales,,,,\n").unwrap();
    assert_eq!(roster.rows().len(), 1, "empty columns at the end are none");
}

#[test]
fn a_row_may_end_before_columns_that_it_does_not_need() {
    // A spreadsheet leaves out the last separators of sixteen rows at once where their last columns are empty.
    let mut text = String::from("id,name,email,team,leads\r\n1,A,a1@example.org,Sales > North,Sales\r\n");
    text.extend((2..=15).map(|n| format!("{n},A,a{n}@example.org,Sales > North,\r\n")));
    text.extend((16..=40).map(|n| format!("{n},A,a{n}@example.org,Sales > North\r\n")));
    let roster = read(&text).unwrap();
    assert_eq!(roster.rows().len(), 40);
    assert!(roster.tells(RosterColumn::Leads) && roster.rows()[39].leads.is_empty());
    assert_eq!(
        faults("id,name,email,team,location\n1,Anna,anna@example.org,Sales,Ulm\n2,Bert,bert@example.org\n"),
        ["row 3, team \"\": the row ends before this column. \
          Look for a separator too few. Write the team from the top down, as Sales > North > Berlin"]
    );
}

#[test]
fn a_quotation_mark_that_is_not_closed_refuses_the_file_with_its_row() {
    let said = faults("id,name,email,team\n1,\"Anna,anna@example.org,Sales\n2,Bert,bert@example.org,Sales\n");
    assert_eq!(
        said,
        ["row 2: a quotation mark that begins a cell is not closed. \
          Close it at the end of its cell, or remove it; within a quoted cell, write it twice"]
    );
}

#[test]
fn our_own_file_saved_again_by_a_german_spreadsheet_is_read() {
    let current = members(
        "id,name,email,team,leads\n1,\"Berg, Anna\",a@example.org,Sales,Sales; Legal\n2,\"Bert \"\"B\"\"\",b@example.org,Legal,\n",
    );
    let written = String::from_utf8(write_roster(&current)).unwrap();
    // Commas are no separators there: every row is one cell, split at semicolons wherever it has some.
    let saved: Vec<String> = written
        .trim_start_matches('\u{feff}')
        .lines()
        .map(|line| {
            line.split(';').map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(";")
        })
        .collect();
    let roster = read(&saved.join("\n")).unwrap();
    assert!(change(&current, &roster).is_empty(), "{saved:?}");
    // Opened as it should be, cells with a semicolon are quoted.
    let table = "id;name;email;team;leads\n1;Berg, Anna;a@example.org;Sales;\"Sales; Legal\"\n2;\"Bert \"\"B\"\"\";b@example.org;Legal;\n";
    assert!(change(&current, &read(table).unwrap()).is_empty());
}

#[test]
fn a_table_that_a_spreadsheet_saved_as_unicode_text_is_read() {
    let text = "\u{feff}id\tname\temail\tteam\r\n1\tJürgen\ta@example.org\t営業\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(Roster::read(&bytes, &kinds()).unwrap().rows()[0].name, "Jürgen");
}

#[test]
fn names_that_look_the_same_are_one_and_it_is_said() {
    let roster = read(
        "id,name,email,team,location,leads\n\
         1,Anna\u{a0}Berg,a@example.org,Inside sales,Ulm,Inside\u{a0}sales\n\
         2,Bert,b@example.org,Inside\u{a0}sales,ULM,\n\
         3,Chie,c@example.org,Inside  sales > Mu\u{308}nchen,Ulm,\n",
    )
    .unwrap();
    let teams: Vec<&str> = roster.rows().iter().map(|row| row.team.as_str()).collect();
    assert_eq!(teams, ["Inside sales", "Inside sales", "Inside sales > München"]);
    assert_eq!(roster.rows()[0].name, "Anna Berg");
    let notes: Vec<String> = change(&[], &roster).notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "team \"Inside sales\": 1 row writes it with other spaces or signs that look the same, the first in row 3; \
             taken as the same name",
            "team \"Inside sales > München\": 1 row writes it with other spaces or signs that look the same, the first in \
             row 4; taken as the same name",
            "location \"Ulm\" and \"ULM\" differ in upper and lower case only, and stay two; write them alike if one is meant",
        ]
    );
}

#[test]
fn languages_are_read_as_staff_systems_write_them() {
    let roster = read(
        "id,name,email,team,language\n1,A,a@example.org,S,de-DE\n2,B,b@example.org,S,en_US\n3,C,c@example.org,S,ja-JP\n",
    )
    .unwrap();
    let languages: Vec<Option<Language>> = roster.rows().iter().map(|row| row.language).collect();
    assert_eq!(languages, [Some(Language::De), Some(Language::En), Some(Language::Ja)]);
}

#[test]
fn a_file_that_is_too_large_is_not_looked_at() {
    let faults = Roster::read(&vec![b'x'; Roster::LARGEST + 1], &kinds()).unwrap_err();
    assert_eq!(faults.shown[0].problem, "the file is larger than 32 MB");
}

#[test]
fn a_team_that_somebody_leads_must_have_somebody_in_it_or_below() {
    let text = "id,name,email,team,leads\n1,Anna,a@example.org,Sales > North,Sales; Slaes > North; North; Legal\n";
    assert_eq!(
        faults(text),
        [
            "row 2, leads \"Legal\": nobody is in this team or below it. \
             Write the team as the team column has it, from the top down",
            "row 2, leads \"North\": nobody is in this team or below it. Did you mean \"Sales > North\"?",
            "row 2, leads \"Slaes > North\": nobody is in this team or below it. Did you mean \"Sales > North\"?",
        ]
    );
}

#[test]
fn faults_are_counted_when_there_are_too_many_to_show() {
    let rows: String = (0..300).map(|number| format!("{number},Anna,x,Sales\n")).collect();
    let faults = read(&format!("id,name,email,team\n{rows}")).unwrap_err();
    assert_eq!((faults.shown.len(), faults.more), (RosterFaults::MOST_SHOWN, 100));
    assert!(faults.to_string().ends_with("\nand 100 faults more"));
}

#[test]
fn a_file_with_too_many_people_is_refused() {
    let rows = |count: usize| -> String { (0..count).map(|n| format!("{n},A,a{n}@example.org,S\n")).collect() };
    let text = |count: usize| format!("id,name,email,team\n{}", rows(count));
    assert_eq!(read(&text(Roster::MOST_ROWS)).unwrap().rows().len(), Roster::MOST_ROWS);
    let said = "row 200002: the file has more than 200000 people. Leave out rows of people who are gone";
    assert_eq!(faults(&text(Roster::MOST_ROWS + 1)), [said]);
}

#[test]
fn the_first_roster_makes_everybody_a_joiner_without_a_brake() {
    let change = change(&[], &read(THREE).unwrap());
    assert_eq!(change.summary(), RosterSummary { joiners: 3, active_after: 3, ..Default::default() });
    assert_eq!(change.safety_checks(), []);
    assert_eq!(change.joiners[2].joined, TODAY);
    assert_eq!(change.joiners[2].location.as_deref(), Some("東京"));
}

#[test]
fn who_is_not_in_the_file_leaves_today_and_is_signed_out() {
    let current = members(THREE);
    let without_bert = THREE.replace("2,Bert,bert@example.org,Sales > North,,,,\n", "");
    let change = change(&current, &read(&without_bert).unwrap());
    assert_eq!(change.signed_out().collect::<Vec<_>>(), [current[1].person]);
    assert_eq!(change.safety_checks(), [SafetyCheck::ManyLeave { count: 1, of: 3 }]);
    assert_eq!(change.into_members(), [Member { left: Some(TODAY), ..current[1].clone() }]);
}

#[test]
fn who_has_another_address_is_named_and_signed_out_and_who_only_moves_is_not() {
    let current = members(THREE);
    let elsewhere = THREE.replace("bert@example.org,Sales > North", "b.bert@example.org,Sales > South");
    let change = change(&current, &read(&elsewhere).unwrap());
    assert_eq!(change.readdressed().map(|changed| changed.after.person).collect::<Vec<_>>(), [current[1].person]);
    assert_eq!(change.signed_out().collect::<Vec<_>>(), [current[1].person]);
    let moved = THREE.replace("bert@example.org,Sales > North", "bert@example.org,Sales > South");
    assert_eq!(self::change(&current, &read(&moved).unwrap()).signed_out().count(), 0);
}

#[test]
fn who_comes_back_is_the_same_person() {
    let mut current = members(THREE);
    current[1].left = Some(EARLIER);
    let change = change(&current, &read(&THREE.replace("Sales > North", "Legal")).unwrap());
    let [back] = &change.returners[..] else { panic!("{change:?}") };
    assert_eq!(back.after.person, current[1].person);
    assert_eq!((back.after.joined, back.after.left), (EARLIER, None));
    assert_eq!(back.after.moves, [Move { on: TODAY, from: path("Sales > North") }]);
    assert_eq!(change.summary().active_after, 3);
}

#[test]
fn a_move_is_dated_and_other_edits_are_apart_from_it() {
    let current = members(THREE);
    let text = THREE.replace("Sales > North", "Legal").replace("Chie", "Chie Mori");
    let change = change(&current, &read(&text).unwrap());
    assert_eq!(change.moves[0].after.moves, [Move { on: TODAY, from: path("Sales > North") }]);
    assert_eq!(change.edits[0].after.name, "Chie Mori");
    assert_eq!(change.edits[0].after.moves, []);
    assert_eq!((change.unchanged, change.moves.len(), change.edits.len()), (1, 1, 1));
}

#[test]
fn a_new_id_with_a_known_address_is_the_same_person_with_a_new_id() {
    let current = members(THREE);
    let change = change(&current, &read(&THREE.replace("2,Bert,bert@", "B2,Bert,BERT@")).unwrap());
    let [renamed] = &change.id_changes[..] else { panic!("{change:?}") };
    assert_eq!((renamed.before.staff.as_str(), renamed.after.staff.as_str()), ("2", "B2"));
    assert_eq!(renamed.after.person, current[1].person);
    assert_eq!(change.safety_checks(), [SafetyCheck::ManyChangeId { count: 1, of: 3 }]);
}

#[test]
fn an_address_that_somebody_in_the_file_gave_up_makes_nobody_another_person() {
    let current = members(THREE);
    let text = THREE.replace("bert@", "bert.new@") + "4,Dora,bert@example.org,Legal,,,,\n";
    let change = change(&current, &read(&text).unwrap());
    assert_eq!(change.joiners[0].name, "Dora");
    assert_eq!(change.edits[0].after.person, current[1].person);
    assert_eq!(change.id_changes, []);
}

#[test]
fn the_address_of_somebody_who_left_does_not_make_a_newcomer_that_person() {
    let mut current = members(THREE);
    current[1].left = Some(EARLIER);
    let change = change(&current, &read(&THREE.replace("2,Bert", "22,Bertha")).unwrap());
    assert_eq!((change.joiners.len(), change.returners.len()), (1, 0));
}

#[test]
fn of_two_members_with_one_id_the_active_one_is_meant() {
    let mut current = members(THREE);
    let gone = Member { person: person(1), left: Some(EARLIER), ..current[1].clone() };
    current.push(gone);
    assert!(change(&current, &read(THREE).unwrap()).is_empty());
}

#[test]
fn a_column_that_is_not_there_changes_nothing_and_an_empty_cell_does() {
    let current = members(THREE);
    let short = "id,name,email,team\n1,Anna,anna@example.org,Sales\n2,Bert,bert@example.org,Sales > North\n\
                 3,Chie,chie@example.org,Legal\n";
    assert!(change(&current, &read(short).unwrap()).is_empty());
    let change = change(&current, &read(&THREE.replace("Berlin", "")).unwrap());
    assert_eq!(change.edits[0].after.location, None);
}

#[test]
fn an_address_in_another_case_is_no_change() {
    assert!(change(&members(THREE), &read(&THREE.replace("anna@", "Anna@")).unwrap()).is_empty());
}

#[test]
fn a_formula_does_not_reach_a_spreadsheet_and_comes_back_as_it_was() {
    let text = "id,name,email,team\n-1,\"=HYPERLINK(\"\"x\"\")\",a@example.org,@Home\n'+2,'=x,b@example.org,'@Home\n";
    let current = members(text);
    let names: Vec<&str> = current.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["=HYPERLINK(\"x\")", "=x"]);
    assert_eq!(current[1].staff.as_str(), "+2");
    assert_eq!(current[0].team, current[1].team);

    let written = write_roster(&current);
    let written = str::from_utf8(&written).unwrap();
    let expected = "\u{feff}id,name,email,team,work,location,leads,language\r\n\
                    '-1,\"'=HYPERLINK(\"\"x\"\")\",a@example.org,'@Home,,,,\r\n\
                    '+2,'=x,b@example.org,'@Home,,,,\r\n";
    assert_eq!(written, expected);
    assert!(change(&current, &read(written).unwrap()).is_empty());
}

/// Names that quoting and guarding must carry.
fn awkward_line() -> impl Strategy<Value = String> {
    "['=+@\\-]{0,2}[a-z\"'äあ＝][ ,;\t'\"=あa-z]{0,5}[a-z\"あ=]"
        .prop_map(|text| one_spelling(&text.replace('\t', "> ")).into_owned())
}

fn team() -> impl Strategy<Value = TeamPath> {
    let teams =
        ["Sales", "Sales > North", "Sales > North > Berlin", "=Legal", "'@Home > \"Lab\", 2", "''-x", "営業 > 東京"];
    select(teams.map(path).to_vec())
}

fn member(staff: usize, email: usize) -> impl Strategy<Value = Member> {
    let work = proptest::option::of(select(kinds().into_iter().map(|kind| kind.id).collect::<Vec<_>>()));
    let location = proptest::option::of(awkward_line());
    let language = proptest::option::of(select(Language::ALL.to_vec()));
    (awkward_line(), team(), work, location, language, any::<bool>()).prop_map(
        move |(name, team, work, location, language, leads)| Member {
            person: person(staff),
            staff: StaffId::parse(&format!("-{staff}")).unwrap(),
            name,
            email: EmailAddress::parse(&format!("Person{email}@example.org")).unwrap(),
            leads: team.ancestors_and_self().filter(|_| leads).collect(),
            team,
            work,
            location,
            language,
            joined: EARLIER,
            left: None,
            moves: Vec::new(),
        },
    )
}

/// At least one active member; no two with one staff id or, while active, with one address.
fn organisation() -> impl Strategy<Value = Vec<Member>> {
    let numbers = || subsequence((0..9).collect::<Vec<usize>>(), 6).prop_shuffle();
    (numbers(), numbers(), 1..=6_usize)
        .prop_flat_map(|(staff, emails, count)| {
            staff.into_iter().zip(emails).take(count).map(|(staff, email)| member(staff, email)).collect::<Vec<_>>()
        })
        .prop_flat_map(|members| {
            let left = proptest::collection::vec(proptest::bool::weighted(0.3), members.len());
            (Just(members), left)
        })
        .prop_map(|(mut members, left)| {
            for (member, left) in members.iter_mut().zip(left).skip(1) {
                member.left = left.then_some(EARLIER);
            }
            members
        })
}

/// The same people later on, where every id is still that of the one who had it.
fn later(current: &[Member], other: Vec<Member>) -> Vec<Member> {
    let kept = |member: Member| match current.iter().find(|before| before.staff == member.staff) {
        Some(before) if !before.is_active() && before.email != member.email => None,
        Some(before) => Some(Member { name: before.name.clone(), ..member }),
        None => Some(member),
    };
    other.into_iter().filter_map(kept).collect()
}

fn roster_of(members: &[Member]) -> Roster {
    Roster::read(&write_roster(members), &kinds()).unwrap()
}

proptest! {
    #[test]
    fn a_roster_that_was_written_changes_nothing_when_it_is_read(current in organisation()) {
        let change = change(&current, &roster_of(&current));
        prop_assert!(change.is_empty(), "{:?}", change);
        prop_assert_eq!(change.unchanged, current.iter().filter(|member| member.is_active()).count());
    }

    #[test]
    fn a_change_that_was_made_is_not_made_again(current in organisation(), other in organisation()) {
        let other = later(&current, other);
        prop_assume!(other.iter().any(Member::is_active));
        let roster = roster_of(&other);
        let current = applied(&current, change(&current, &roster));
        prop_assert!(change(&current, &roster).is_empty());
    }

    #[test]
    fn after_a_change_the_active_members_are_the_rows_of_the_roster(current in organisation(), other in organisation()) {
        let other = later(&current, other);
        prop_assume!(other.iter().any(Member::is_active));
        let roster = roster_of(&other);
        let active = applied(&current, change(&current, &roster)).into_iter().filter(Member::is_active);
        let active: BTreeMap<StaffId, (String, EmailAddress, TeamPath)> =
            active.map(|member| (member.staff, (member.name, member.email, member.team))).collect();
        let rows = roster.rows().iter().cloned().map(|row| (row.staff, (row.name, row.email, row.team))).collect();
        prop_assert_eq!(active, rows);
    }

    #[test]
    fn everybody_is_in_one_group(current in organisation(), other in organisation()) {
        let other = later(&current, other);
        prop_assume!(other.iter().any(Member::is_active));
        let roster = roster_of(&other);
        let change = change(&current, &roster);
        let summary = change.summary();
        let active = current.iter().filter(|member| member.is_active()).count();
        prop_assert_eq!(summary.active_before, active);
        prop_assert_eq!(summary.active_after, roster.rows().len());
        let written = change.into_members();
        let people: HashSet<PersonId> = written.iter().map(|member| member.person).collect();
        prop_assert_eq!(people.len(), written.len(), "somebody would be written twice");
        let untouched = current.iter().filter(|member| !people.contains(&member.person));
        prop_assert_eq!(untouched.filter(|member| member.is_active()).count(), summary.unchanged);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let header = b"id,name,email,team,leads\n";
        let _ = Roster::read(&[header, bytes.as_slice()].concat(), &kinds());
        let _ = Roster::read(&bytes, &kinds());
    }
}

#[test]
fn an_id_that_comes_back_with_another_name_or_address_asks_whose_it_is() {
    let mut current = members(THREE);
    current[1].left = Some(EARLIER);
    let faults = |text: &str| RosterChange::between(&current, &read(text).unwrap(), TODAY, new_people()).unwrap_err();
    for text in [THREE.replace("2,Bert,", "2,Dora,"), THREE.replace("bert@", "dora@")] {
        let found = faults(&text);
        let [fault] = &found.shown[..] else { panic!("{found}") };
        assert_eq!((fault.row, fault.column, fault.value.as_deref()), (3, Some(RosterColumn::Id), Some("2")));
        assert!(fault.problem.contains("was that of Bert, bert@example.org"), "{fault}");
        assert!(fault.fix.contains("give them an id that nobody has had"), "{fault}");
    }
}

#[test]
fn an_id_in_use_may_change_its_name_or_its_address_but_not_both_at_once() {
    let current = members(THREE);
    let between = |text: &str| RosterChange::between(&current, &read(text).unwrap(), TODAY, new_people());
    assert!(between(&THREE.replace("2,Bert,", "2,Albert,")).is_ok());
    assert!(between(&THREE.replace("bert@", "albert@")).is_ok());
    assert!(between(&THREE.replace("2,Bert,bert@", "2,Dora,dora@")).is_err());
}

#[test]
fn the_address_of_somebody_who_leaves_does_not_make_a_newcomer_of_another_name_that_person() {
    let current = members(THREE);
    let change = change(&current, &read(&THREE.replace("2,Bert,", "22,Dora,")).unwrap());
    assert_eq!((change.joiners.len(), change.leavers.len(), change.id_changes.len()), (1, 1, 0));
    assert_ne!(change.joiners[0].person, current[1].person);
}
