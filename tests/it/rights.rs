//! Roles belong to people: no list of people, no address that passed on and no program is a way to somebody else's.

use std::collections::BTreeSet;

use axum::http::Method;
use footing::service::{ServiceError, roster, sign_in};
use footing_core::organisation::{EmailAddress, Role, Scope};

use crate::api::client;
use crate::support::{App, Organisation, Page, ROSTER, Visit};

async fn may_administer(organisation: &Organisation<'_>, email: &str) -> bool {
    organisation.signed_in(email).await.get("/admin").await.status == 200
}

async fn put(keeper: &Visit<'_>, roster: &str) -> Page {
    let mut keeper = keeper.clone().with_header("content-type", "text/csv; charset=utf-8");
    keeper.send(Method::PUT, "/api/v1/roster?confirm=true", roster.to_owned()).await
}

async fn give(organisation: &Organisation<'_>, email: &str, role: Role) {
    let email = EmailAddress::parse(email).unwrap();
    sign_in::set_roles(organisation.context(), &organisation.by, &email, BTreeSet::from([role])).await.unwrap();
}

#[tokio::test]
async fn a_role_goes_with_the_person_and_not_with_the_address() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    give(&organisation, "bo@example.org", Role::Administrator).await;
    assert!(may_administer(&organisation, "bo@example.org").await);
    // Bo has another address, and Cy gets the one that Bo had.
    let passed_on = ROSTER.replace("bo@example.org", "bo.berg@example.org").replace("cy@example.org", "bo@example.org");
    organisation.import(&passed_on).await;
    assert!(may_administer(&organisation, "bo.berg@example.org").await);
    assert!(!may_administer(&organisation, "bo@example.org").await, "Cy has Bo's address and not Bo's role");
}

#[tokio::test]
async fn somebody_who_takes_the_address_of_an_administrator_outside_of_the_roster_does_not_administer() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    assert!(may_administer(&organisation, "admin@example.org").await);
    organisation.import(&ROSTER.replace("bo@example.org", "admin@example.org")).await;
    assert!(!may_administer(&organisation, "admin@example.org").await);
}

#[tokio::test]
async fn who_leaves_has_no_role_any_more_also_after_coming_back() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    give(&organisation, "bo@example.org", Role::Analyst).await;
    let without: String = ROSTER.lines().filter(|line| !line.contains("bo@")).map(|line| format!("{line}\n")).collect();
    organisation.import(&without).await;
    let granted = sign_in::grants(organisation.context(), &organisation.by).await.unwrap();
    assert!(granted.iter().all(|grant| grant.email.to_string() != "bo@example.org"), "{granted:?}");
    organisation.import(ROSTER).await;
    assert_eq!(organisation.signed_in("bo@example.org").await.get("/insights").await.status, 403);
}

#[tokio::test]
async fn a_list_in_which_everybody_who_administers_leaves_is_not_taken() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    give(&organisation, "bo@example.org", Role::Administrator).await;
    let admin = EmailAddress::parse("admin@example.org").unwrap();
    sign_in::set_roles(organisation.context(), &organisation.by, &admin, BTreeSet::new()).await.unwrap();
    let without: String = ROSTER.lines().filter(|line| !line.contains("bo@")).map(|line| format!("{line}\n")).collect();
    match roster::look_at(organisation.context(), &organisation.by, without.as_bytes()).await {
        Err(ServiceError::Roster(faults)) => {
            assert!(faults.to_string().contains("Give the role to somebody who stays"), "{faults}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_program_changes_nobodys_address_who_has_a_role_and_its_owner_gets_none_by_the_address() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    give(&organisation, "ada@example.org", Role::Administrator).await;
    let keeper = client(&app, &[Scope::RosterWrite]).await;
    let moved = ROSTER.replace("ada@example.org", "mallory@example.org");
    let page = put(&keeper, &moved).await;
    assert_eq!(page.status, 422, "{}", page.body);
    assert!(page.body.contains("a program cannot change where somebody with a role signs in"), "{}", page.body);
    // The row of whoever holds the token, with the address of an administrator who is in no list.
    let taken = put(&keeper, &ROSTER.replace("bo@example.org", "admin@example.org")).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    assert!(!may_administer(&organisation, "admin@example.org").await);
}

#[tokio::test]
async fn the_address_that_somebody_with_a_role_had_before_signs_in_nobody() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    give(&organisation, "bo@example.org", Role::Administrator).await;
    organisation.import(&ROSTER.replace("bo@example.org", "bo.berg@example.org")).await;
    let old = EmailAddress::parse("bo@example.org").unwrap();
    let printed = sign_in::print_link(organisation.context(), &organisation.by, &old, &BTreeSet::new()).await;
    assert!(matches!(printed, Err(ServiceError::NotFound)), "what is at the old address now is not Bo");
    let new = EmailAddress::parse("bo.berg@example.org").unwrap();
    assert!(sign_in::print_link(organisation.context(), &organisation.by, &new, &BTreeSet::new()).await.is_ok());
}

#[tokio::test]
async fn who_gets_the_address_of_somebody_with_a_role_can_have_a_role_too_and_takes_none_away() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    give(&organisation, "bo@example.org", Role::Administrator).await;
    let passed_on = ROSTER.replace("bo@example.org", "bo.berg@example.org").replace("cy@example.org", "bo@example.org");
    organisation.import(&passed_on).await;
    give(&organisation, "bo@example.org", Role::Analyst).await;
    assert!(may_administer(&organisation, "bo.berg@example.org").await);
    assert_eq!(organisation.signed_in("bo@example.org").await.get("/insights").await.status, 200);
    let known = sign_in::grants(organisation.context(), &organisation.by).await.unwrap();
    let mut listed: Vec<String> = known.iter().map(|grant| grant.email.to_string()).collect();
    listed.sort();
    assert_eq!(listed, ["admin@example.org", "analyst@example.org", "bo.berg@example.org", "bo@example.org"]);
    // Taken away at the address Bo has now.
    let new = EmailAddress::parse("bo.berg@example.org").unwrap();
    sign_in::set_roles(organisation.context(), &organisation.by, &new, BTreeSet::new()).await.unwrap();
    assert!(!may_administer(&organisation, "bo.berg@example.org").await);
}
