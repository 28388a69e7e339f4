"""An app that exists only in the processes under test: jobs and a form that wait until the test lets them go on."""
