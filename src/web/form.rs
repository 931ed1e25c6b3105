//! A posted form: its fields, as text that use cases turn into checked types.

/// A form's fields in the order they were sent; a field may come more than once.
#[derive(Debug)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// What is no form has no fields.
    pub fn parse(body: &str) -> Form {
        Form(form_urlencoded::parse(body.as_bytes()).into_owned().collect())
    }

    pub fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(other, _)| other == name).map(|(_, value)| value.clone()).collect()
    }

    /// The fields whose names begin so, with the rest of the name.
    pub fn beginning(&self, beginning: &str) -> Vec<(String, String)> {
        let rest = |(name, value): &(String, String)| Some((name.strip_prefix(beginning)?.to_owned(), value.clone()));
        self.0.iter().filter_map(rest).collect()
    }
}
